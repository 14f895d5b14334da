import type { CommandOutcome, CreditCommandSettled } from '@ellity/contracts';

/** Which commands are still without an answer, and how the others ended. */
export class Settlements {
  private readonly outstanding = new Set<string>();
  readonly counts: Record<CommandOutcome, number> = { applied: 0, duplicate: 0, refused: 0 };
  /** Why commands were refused, with how many of them. */
  readonly refusals = new Map<string, number>();

  /** Must be called before the command is published. */
  expect(commandId: string): void {
    this.outstanding.add(commandId);
  }

  /** Answers to other commands, and repeated ones, count nothing. */
  settle({ commandId, outcome, reason }: CreditCommandSettled): void {
    if (!this.outstanding.delete(commandId)) return;
    this.counts[outcome] += 1;
    if (outcome === 'refused') {
      const why = reason ?? 'no reason given';
      this.refusals.set(why, (this.refusals.get(why) ?? 0) + 1);
    }
  }

  get open(): number {
    return this.outstanding.size;
  }

  get settled(): number {
    return this.counts.applied + this.counts.duplicate + this.counts.refused;
  }
}
