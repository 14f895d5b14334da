import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { jsonArray, jsonLines, plainArray } from '../array-parameters';

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

export interface JournalEntry {
  readonly customerId: string;
  readonly eventId: string | null;
  readonly at: Date;
  readonly step: JournalStep;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Steps of a contact, and of calls that change no event; the others are journalled by the statement that makes them. */
@Injectable()
export class JournalEntriesService {
  async write(manager: EntityManager, shopId: string, entries: readonly JournalEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await manager.query(
      `insert into journal (shop_id, customer_id, event_id, at, step, details)
       select $1, input.* from unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::text[], ${jsonArray('$6')}) as input`,
      [
        shopId,
        plainArray(entries.map(({ customerId }) => customerId)),
        plainArray(entries.map(({ eventId }) => eventId)),
        plainArray(entries.map(({ at }) => at.toISOString())),
        plainArray(entries.map(({ step }) => step)),
        jsonLines(entries.map(({ details }) => details)),
      ],
    );
  }
}

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
