import type { Envelope } from '@ellity/contracts';
import type { Transaction } from './outbox/transaction';

/** One message on its way through a handler. */
export class Delivery {
  private noOpReason: string | undefined;

  constructor(
    readonly envelope: Envelope,
    readonly queue: string,
    /** 1 for the first. Redeliveries after a crash do not count. */
    readonly attempt: number,
    /** Shared by the whole batch; commits only if every handler and every writer of the batch succeeds. */
    readonly transaction: Transaction,
  ) {}

  /** Says that the message was understood and changes nothing, and why (a code such as `overtaken`). */
  noOp(reason: string): void {
    this.noOpReason = reason;
  }

  get noOpCode(): string | undefined {
    return this.noOpReason;
  }
}
