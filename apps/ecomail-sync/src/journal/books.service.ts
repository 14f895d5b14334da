import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

const states = ['delivered', 'merged', 'suppressed', 'parked', 'waiting'] as const;
export type BookState = (typeof states)[number];

export interface BookCounts extends Readonly<Record<BookState, number>> {
  readonly in: number;
}

export interface Books extends BookCounts {
  readonly shopId: string;
  /** Every received event is in exactly one state. Whether all were received, only their owner can say. */
  readonly balanced: boolean;
  readonly byType: Readonly<Record<string, BookCounts>>;
  /** Why events were suppressed or parked, or are told later. */
  readonly reasons: Readonly<Record<string, number>>;
  /** Events that were sent once more because their answer never came and they were not found. */
  readonly resent: number;
}

/**
 * Proves that no event was lost after its reception: in = delivered + merged + suppressed + parked + waiting. That
 * everything was received is proved against the books of loyalty-core: see books-comparison.ts.
 */
@Injectable()
export class BooksService {
  constructor(private readonly dataSource: DataSource) {}

  /** One snapshot of everything. `in` of a type is counted in the inbox, which the transport writes, not in the books. */
  async of(shopId: string): Promise<Books> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const rows: {
        type: string;
        state: BookState;
        reason: string | null;
        events: number;
        received: number;
        resent: number;
      }[] = await manager.query(
        `select e.type, e.state, e.reason, count(*)::int as events, count(i.message_id)::int as received,
             coalesce(sum(e.resends), 0)::int as resent
           from domain_events e
           left join inbox i on i.message_id = e.id and i.source = e.source and i.queue = 'ecomail-sync.contacts'
           where e.shop_id = $1 group by e.type, e.state, e.reason`,
        [shopId],
      );
      const byType: Record<string, BookCounts> = {};
      for (const type of new Set(rows.map((row) => row.type)))
        byType[type] = countsOf(rows.filter((row) => row.type === type));
      const all = countsOf(rows);
      const inStates = states.reduce((sum, state) => sum + all[state], 0);
      return {
        shopId,
        balanced: all.in === inStates,
        ...all,
        byType,
        reasons: Object.fromEntries(
          [...new Set(rows.flatMap(({ reason }) => (reason === null ? [] : [reason])))].map((reason) => [
            reason,
            rows.filter((row) => row.reason === reason).reduce((sum, row) => sum + row.events, 0),
          ]),
        ),
        resent: rows.reduce((sum, row) => sum + row.resent, 0),
      };
    });
  }
}

function countsOf(rows: readonly { state: BookState; events: number; received: number }[]): BookCounts {
  const of = (state: BookState) =>
    rows.filter((row) => row.state === state).reduce((sum, row) => sum + row.events, 0);
  return {
    in: rows.reduce((sum, row) => sum + row.received, 0),
    delivered: of('delivered'),
    merged: of('merged'),
    suppressed: of('suppressed'),
    parked: of('parked'),
    waiting: of('waiting'),
  };
}
