import { identityOf } from '@ellity/contracts';
import { Problem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PastFailure } from '../../connection/connection-row';
import { type EventRow, type Hindrance, type JournalRow, type Story, storySteps } from './story';

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const stepsMax = 500;

interface Found {
  readonly shop_id: string;
  readonly customer_id: string;
  /** Null: the whole customer is meant. */
  readonly event_ids: readonly string[] | null;
}

/** Finds the way of a change by whatever id is at hand. */
@Injectable()
export class StoriesService {
  constructor(private readonly dataSource: DataSource) {}

  /** `id`: a customer, a ledger entry, an event, or the reference of an entry such as an order number. */
  async find(id: string, shopId: string | undefined): Promise<Story> {
    const found =
      (uuidPattern.test(id) && (await this.byUuid(id, shopId))) ||
      (!id.includes('\0') && (await this.byReference(id, shopId)));
    if (!found) {
      throw new Problem(
        404,
        'story-unknown',
        'No event received so far has this customer, entry, event or reference.',
      );
    }
    return this.storyOf(found);
  }

  /** The customer who has the address now, however it is spelled. */
  async findByAddress(email: string, shopId: string): Promise<Story> {
    const [found]: Found[] = await this.dataSource.query(
      `select shop_id, customer_id, null as event_ids from contacts
       where shop_id = $1 and address = $2 order by profile_sequence desc limit 1`,
      [shopId, identityOf(email.trim())],
    );
    if (!found) throw new Problem(404, 'story-unknown', 'No customer of this shop has this address.');
    return this.storyOf(found);
  }

  private async storyOf(found: Found): Promise<Story> {
    const events: EventRow[] = await this.dataSource.query(
      `select id, type, occurred_at, received_at, numbers, announce, reference, entry_id, state, reason, settled_at, label, merged_into
       from domain_events where customer_id = $2 and shop_id = $1
         and ($3::uuid[] is null or id = any($3)
              or id in (select merged_into from domain_events where id = any($3)))
       order by received_at desc limit ${stepsMax}`,
      [found.shop_id, found.customer_id, found.event_ids],
    );
    const journal = await this.journalOf(found, events);
    const hindrance = await this.hindranceOf(found, events);
    const steps = storySteps(events, journal, hindrance, await this.pastFailuresOf(found));
    return { shopId: found.shop_id, customerId: found.customer_id, steps };
  }

  /** Only while something of the story waits. */
  private async hindranceOf(found: Found, events: readonly EventRow[]): Promise<Hindrance | undefined> {
    const hasOpenEvent = events.some(({ state }) => state === 'waiting');
    const rows: Hindrance[] = await this.dataSource.query(
      `select k.state, k.reason, k.detail, k.changed_at, k.failing from connections k
       where k.shop_id = $1 and k.state <> 'inactive' and ($3 or ($4 and exists (
         select from contacts c where c.shop_id = $1 and c.customer_id = $2 and c.due_lane is not null)))`,
      [found.shop_id, found.customer_id, hasOpenEvent, found.event_ids === null],
    );
    return rows[0];
  }

  private async pastFailuresOf({ shop_id: shopId }: Found): Promise<readonly PastFailure[]> {
    const rows: { past_failures: readonly PastFailure[] }[] = await this.dataSource.query(
      'select past_failures from connections where shop_id = $1',
      [shopId],
    );
    return rows[0]?.past_failures ?? [];
  }

  /** Of a single event: its own steps, and the writes of the contact from its reception until it was settled. */
  private async journalOf(found: Found, events: readonly EventRow[]): Promise<JournalRow[]> {
    const from = new Date(Math.min(...events.map(({ received_at }) => received_at.getTime())));
    const isSettled = events.every(({ settled_at }) => settled_at !== null);
    const until = isSettled
      ? new Date(Math.max(...events.map((event) => event.settled_at?.getTime() ?? 0)))
      : new Date(8.64e15);
    return this.dataSource.query(
      found.event_ids === null
        ? `select at, step, event_id, details from journal where shop_id = $1 and customer_id = $2 order by id desc limit ${stepsMax}`
        : `select at, step, event_id, details from journal
           where shop_id = $1 and customer_id = $2 and at >= $3 and (event_id = any($4) or (event_id is null and at <= $5))
           order by id limit ${stepsMax}`,
      found.event_ids === null
        ? [found.shop_id, found.customer_id]
        : [found.shop_id, found.customer_id, from, events.map(({ id }) => id), until],
    );
  }

  /** Of whom no event is kept, the mirror is asked: last, since without a shop it has no index for it. */
  private async byUuid(id: string, shopId: string | undefined): Promise<Found | undefined> {
    const [found]: Found[] = await this.dataSource.query(
      `select shop_id, customer_id, null as event_ids from (
         select shop_id, customer_id from domain_events where customer_id = $1 and ($2::text is null or shop_id = $2) limit 1) as known
       union all
       select shop_id, customer_id, array[id] from domain_events where (id = $1 or entry_id = $1) and ($2::text is null or shop_id = $2)
       union all
       select shop_id, customer_id, null from contacts where customer_id = $1 and ($2::text is null or shop_id = $2)
       limit 1`,
      [id, shopId ?? null],
    );
    return found;
  }

  /** The latest customer with this reference, with all of its entries. */
  private async byReference(reference: string, shopId: string | undefined): Promise<Found | undefined> {
    const [found]: Found[] = await this.dataSource.query(
      `select shop_id, customer_id, array_agg(id) as event_ids from domain_events
       where reference = $1 and ($2::text is null or shop_id = $2)
       group by shop_id, customer_id order by max(received_at) desc limit 1`,
      [reference, shopId ?? null],
    );
    return found;
  }
}
