import type { CallReport } from '@ellity/ecomail';
import { Counter, Gauge } from 'prom-client';

const calls = new Counter({
  name: 'ecomail_calls_total',
  help: 'Calls to Ecomail by kind and by the status of the answer, or the code of the failure where none came.',
  labelNames: ['call', 'status'] as const,
});

/** Counts one finished call. */
export function countCall({ kind, status, code }: CallReport): void {
  calls.inc({ call: kind, status: status === undefined ? (code ?? 'unknown') : String(status) });
}

const windowMs = 60_000;

interface KeyTurns {
  readonly allowed: number;
  readonly taken: readonly { readonly at: number; readonly turns: number }[];
}

/** Turns that each key took in the last minute; of one that took none nothing is left. In ms of a clock that nobody sets. */
export class TakenTurns {
  /** In the order in which they took turns last. */
  private readonly keys = new Map<string, KeyTurns>();

  get size(): number {
    return this.keys.size;
  }

  note(keyHash: string, allowed: number, turns: number, now: number): void {
    const before = this.keys.get(keyHash)?.taken ?? [];
    this.keys.delete(keyHash);
    this.keys.set(keyHash, {
      allowed,
      taken: [...before.filter(({ at }) => at > now - windowMs), { at: now, turns }],
    });
    this.forgetUnused(now);
  }

  /** The share of its allowed calls that each key used. */
  shares(now: number): readonly (readonly [keyHash: string, share: number])[] {
    this.forgetUnused(now);
    return [...this.keys].map(([keyHash, { allowed, taken }]) => {
      const used = taken.reduce((sum, { at, turns }) => (at > now - windowMs ? sum + turns : sum), 0);
      return [keyHash, used / allowed];
    });
  }

  private forgetUnused(now: number): void {
    for (const [keyHash, { taken }] of this.keys) {
      if ((taken.at(-1)?.at ?? 0) > now - windowMs) return;
      this.keys.delete(keyHash);
    }
  }
}

const takenTurns = new TakenTurns();

/** Notes turns that were taken, for the share of the allowed calls that this process used in the last minute. */
export function noteTurns(keyHash: string, allowed: number, turns: number): void {
  takenTurns.note(keyHash, allowed, turns, performance.now());
}

new Gauge({
  name: 'ecomail_budget_used_ratio',
  help: 'Share of the calls that its key allows a minute which this process used in the last one; the key by the beginning of its hash.',
  labelNames: ['key'] as const,
  collect() {
    this.reset();
    for (const [keyHash, share] of takenTurns.shares(performance.now()))
      this.set({ key: keyHash.slice(0, 8) }, share);
  },
});
