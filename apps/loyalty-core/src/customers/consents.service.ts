import { Clock, Keyset, type Page } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { ConsentDecision } from './consent';
import type { ConsentView } from './consent.response';

/** Keeps every decision about marketing e-mails as long as the customer; none is ever changed. */
@Injectable()
export class ConsentsService {
  private readonly pages = new Keyset('consents', ['instant', 'integer']);

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** In the transaction that changes the customers, under their locks. The same said at the same moment is one decision. */
  async record(manager: EntityManager, decisions: readonly ConsentDecision[]): Promise<void> {
    if (decisions.length === 0) return;
    const rows = decisions.map(({ shopId, customerId, decidedAt, ...decision }) => ({
      ...decision,
      shop_id: shopId,
      customer_id: customerId,
      decided_at: decidedAt.toISOString(),
    }));
    await manager.query(
      `insert into consents (shop_id, customer_id, consent, decided_at, recorded_at, source, proof, service, actor)
       select shop_id, customer_id, consent, decided_at, $2, source, proof, service, actor
       from json_to_recordset($1::json) as input (shop_id text, customer_id uuid, consent text, decided_at timestamptz,
         source text, proof text, service text, actor text)
       on conflict do nothing`,
      [JSON.stringify(rows), this.clock.now()],
    );
  }

  /** The newest decision first, whenever it came to us. */
  async list(
    customerId: string,
    { limit, before }: { readonly limit: number; readonly before: string | undefined },
  ): Promise<Page<ConsentView>> {
    const [decidedAt = null, id = null] = this.pages.keysOf(before) ?? [];
    const rows: (ConsentView & { readonly id: string })[] = await this.dataSource.query(
      `select id, consent as "marketingConsent", decided_at as "decidedAt", recorded_at as "recordedAt",
         source, proof, service, actor
       from consents where customer_id = $1 and ($2::timestamptz is null or (decided_at, id) < ($2, $3::bigint))
       order by decided_at desc, id desc limit $4`,
      [customerId, decidedAt, id, limit + 1],
    );
    const { items, next } = this.pages.pageOf(rows, limit, (row) => [row.decidedAt.toISOString(), row.id]);
    return { items: items.map(({ id: _id, ...view }) => view), next };
  }
}
