import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

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

/** The journal of steps, written in the transaction of what it tells of. */
@Injectable()
export class JournalEntriesService {
  async write(manager: EntityManager, shopId: string, entries: readonly JournalEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await manager.query(
      `insert into journal (shop_id, customer_id, event_id, at, step, details)
       select $1, given.* from unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::text[], $6::jsonb[]) as given`,
      [
        shopId,
        entries.map(({ customerId }) => customerId),
        entries.map(({ eventId }) => eventId),
        entries.map(({ at }) => at),
        entries.map(({ step }) => step),
        entries.map(({ details }) => JSON.stringify(details)),
      ],
    );
  }
}
