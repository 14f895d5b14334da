import type { CallKind } from '@ellity/ecomail';
import { Problem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { type Fault, faultFor, faultFrom } from './faults';

/** Faults that were asked for. They are gone after a restart. */
@Injectable()
export class FaultsService {
  private faults: readonly Fault[] = [];
  private lastId = 0;
  private held: readonly (() => void)[] = [];

  all(): readonly Fault[] {
    return this.faults;
  }

  add(body: unknown): Fault {
    const input = faultFrom(body);
    if ('problems' in input)
      throw new Problem(400, 'fault-invalid', 'No fault was added; see errors.', input.problems);
    this.lastId += 1;
    const fault = { ...input, id: this.lastId };
    this.faults = [...this.faults, fault];
    return fault;
  }

  remove(id: number): void {
    if (!this.faults.some((fault) => fault.id === id)) {
      throw new Problem(
        404,
        'fault-unknown',
        `There is no fault ${id}; it may have been used up. GET /_sandbox/faults lists them.`,
      );
    }
    this.faults = this.faults.filter((fault) => fault.id !== id);
  }

  /** What was held goes on, in the order in which it came. */
  clear(): void {
    const { held } = this;
    this.faults = [];
    this.held = [];
    for (const goOn of held) goOn();
  }

  hold(goOn: () => void): void {
    this.held = [...this.held, goOn];
  }

  /** The fault that hits this call; it is used up by one. */
  take(call: CallKind, holds: (text: string) => boolean): Fault | undefined {
    if (this.faults.length === 0) return undefined;
    const fault = faultFor(this.faults, call, holds, Math.random);
    if (fault?.times != null) {
      const left = fault.times - 1;
      this.faults = this.faults.flatMap((one) =>
        one.id !== fault.id ? [one] : left > 0 ? [{ ...one, times: left }] : [],
      );
    }
    return fault;
  }
}
