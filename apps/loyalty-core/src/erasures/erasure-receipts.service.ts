import { Keyset, type Page, Problem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ErasedPlace } from './erased-place';
import type { ErasureView } from './erasure.response';

interface ReceiptRow {
  readonly id: string;
  readonly customer_id: string;
  readonly service: string;
  readonly actor: string | null;
  readonly requested_at: Date;
  readonly places: readonly ErasedPlace[];
  readonly reminders: number;
  readonly remind_at: Date | null;
  readonly done_at: Date | null;
  readonly answers: readonly {
    readonly service: string;
    readonly places: readonly ErasedPlace[];
    readonly answered_at: string | null;
  }[];
}

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What can be read of erasures, for ever: they hold nothing about the people. */
@Injectable()
export class ErasureReceiptsService {
  private readonly pages = new Keyset('erasures', ['instant', 'uuid']);

  constructor(private readonly dataSource: DataSource) {}

  async get(shopId: string, id: string): Promise<ErasureView> {
    const [row] = uuidPattern.test(id) ? await this.rows('e.shop_id = $1 and e.id = $2', [shopId, id]) : [];
    if (!row) throw new Problem(404, 'unknown-erasure', 'The shop has no erasure with this id.');
    return viewOf(row);
  }

  async findOfCustomer(
    shopId: string,
    customerId: string,
    manager = this.dataSource.manager,
  ): Promise<ErasureView | undefined> {
    if (!uuidPattern.test(customerId)) return undefined;
    const [row] = await this.rows('e.shop_id = $1 and e.customer_id = $2', [shopId, customerId], '', manager);
    return row && viewOf(row);
  }

  /** Newest first. */
  async list(
    shopId: string,
    { limit, before }: { readonly limit: number; readonly before: string | undefined },
  ): Promise<Page<ErasureView>> {
    const [at = null, id = null] = this.pages.keysOf(before) ?? [];
    const rows = await this.rows(
      `e.shop_id = $1 and ($2::timestamptz is null or (date_trunc('milliseconds', e.requested_at), e.id) < ($2, $3::uuid))`,
      [shopId, at, id, limit + 1],
      'order by e.requested_at desc, e.id desc limit $4',
    );
    const { items, next } = this.pages.pageOf(rows, limit, (row) => [row.requested_at.toISOString(), row.id]);
    return { items: items.map(viewOf), next };
  }

  private rows(
    where: string,
    values: unknown[],
    order = '',
    manager = this.dataSource.manager,
  ): Promise<ReceiptRow[]> {
    return manager.query(
      `select e.*, (select json_agg(a order by a.service) from erasure_answers a where a.erasure_id = e.id) as answers
       from erasures e where ${where} ${order}`,
      values,
    );
  }
}

function viewOf(row: ReceiptRow): ErasureView {
  const { id, service, actor, reminders, requested_at: requestedAt, done_at: doneAt } = row;
  const own = { service: 'loyalty-core', doneAt: requestedAt, places: row.places };
  const services = row.answers.map((answer) => ({
    service: answer.service,
    doneAt: answer.answered_at === null ? null : new Date(answer.answered_at),
    places: answer.places,
  }));
  const state = doneAt ? 'done' : row.remind_at ? 'waiting' : 'overdue';
  return {
    ...{ id, customerId: row.customer_id, state, requestedAt, service, actor, doneAt, reminders },
    services: [own, ...services],
  };
}
