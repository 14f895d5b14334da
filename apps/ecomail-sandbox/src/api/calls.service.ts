import { type CallKind } from '@ellity/ecomail';
import { Inject, Injectable } from '@nestjs/common';
import { type SandboxOptions, sandboxOptions } from '../config';
import type { Fault } from '../switches/faults';

export interface Call {
  readonly id: number;
  readonly at: string;
  readonly accountId: string | null;
  readonly kind: CallKind | 'unknown';
  readonly method: string;
  readonly path: string;
  /** Null: the connection was cut or left without an answer on purpose. */
  readonly status: number | null;
  readonly ms: number;
  readonly request: string;
  readonly answer: string;
  readonly fault: Fault['action'] | null;
  /** Contacts in the body of a bulk call. */
  readonly contacts: number | null;
  readonly traceparent: string | null;
}

/** The newest calls, and how many there were of each kind since the start or the last reset. */
@Injectable()
export class CallsService {
  private readonly ring: (Call | undefined)[];
  private total = 0;
  readonly counts = new Map<string, { calls: number; refused: number; contacts: number }>();

  constructor(@Inject(sandboxOptions) options: SandboxOptions) {
    this.ring = new Array<Call | undefined>(options.callsKept);
  }

  add(call: Omit<Call, 'id'>): void {
    this.total += 1;
    this.ring[this.total % this.ring.length] = { ...call, id: this.total };
    const count = this.counts.get(call.kind) ?? { calls: 0, refused: 0, contacts: 0 };
    count.calls += 1;
    if (call.status === null || call.status >= 400) count.refused += 1;
    count.contacts += call.contacts ?? 0;
    this.counts.set(call.kind, count);
  }

  /** Newest first. */
  newest(matches: (call: Call) => boolean, limit: number): readonly Call[] {
    const found: Call[] = [];
    for (let back = 0; back < this.ring.length && found.length < limit; back += 1) {
      const call =
        this.ring[(((this.total - back) % this.ring.length) + this.ring.length) % this.ring.length];
      if (call && call.id === this.total - back && matches(call)) found.push(call);
    }
    return found;
  }

  clear(): void {
    this.ring.fill(undefined);
    this.counts.clear();
  }
}
