/** What happened to a customer's change after its reception. Never holds a PIN, an API key or an address. */
export type JournalStep =
  | 'stored'
  | 'rejected'
  | 'accepted'
  | 'merged'
  | 'suppressed'
  | 'in-doubt'
  | 'found'
  | 'resent'
  | 'not-sent'
  | 'parked'
  | 'freed';

/**
 * A change of events together with its journal, in one statement: neither is written without the other, and only what
 * changed is journalled. `update` returns id, shop_id, customer_id and `details`, and as `step` the step unless it is
 * the given one; `at`: the instant as SQL; `before`: what the update reads.
 */
export const journaled = (
  update: string,
  step: JournalStep | 'as-returned',
  at: string,
  before = '',
): string => `
  with ${before}changed as (${update}),
  written as (
    insert into journal (shop_id, customer_id, event_id, at, step, details)
    select shop_id, customer_id, id, ${at}, ${step === 'as-returned' ? 'step' : `'${step}'`}, details from changed)
  select id, shop_id, customer_id from changed`;

/** An event that a statement changed. */
export interface ChangedEvent {
  readonly id: string;
  readonly shop_id: string;
  readonly customer_id: string;
}
