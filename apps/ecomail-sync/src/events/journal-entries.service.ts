import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { JournalStep } from './journaled';

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
       select $1, input.* from unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::text[], $6::jsonb[]) as input`,
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
