import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { laneWithoutExport } from '../mirror/exported-contacts';

/** How many contacts are marked in one transaction: few enough that reception and delivery never wait for long. */
const contactsPerChunk = 2_000;

/** Marks contacts of the mirror to be written, chunk by chunk in the order in which reception locks them. */
@Injectable()
export class ContactMarksService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async count(shopId: string): Promise<number> {
    const rows: { count: number }[] = await this.dataSource.query(
      'select count(*)::int as count from contacts where shop_id = $1',
      [shopId],
    );
    return rows[0]?.count ?? 0;
  }

  /**
   * The contacts after this customer; `after` is null when these were the last. `isOtherList`: nothing is known of
   * what the list holds of them. All are written even where nothing changed here.
   */
  async markSome(
    manager: EntityManager,
    shopId: string,
    after: string | null,
    isOtherList: boolean,
  ): Promise<{ done: number; after: string | null }> {
    const [rows]: [{ customer_id: string }[], number] = await manager.query(markContacts, [
      shopId,
      after ?? '00000000-0000-0000-0000-000000000000',
      contactsPerChunk,
      this.clock.now(),
      isOtherList,
    ]);
    const last =
      rows
        .map(({ customer_id: id }) => id)
        .sort()
        .at(-1) ?? null;
    return { done: rows.length, after: rows.length < contactsPerChunk ? null : last };
  }
}

const markContacts = `
  update contacts c set dirty_since = coalesce(c.dirty_since, $4), rejected_reason = null, stored_hash = null,
    dirty_lane = ${laneWithoutExport('c')},
    is_known = c.is_known and not $5, stored_version = case when $5 then 0 else c.stored_version end,
    stored_email = case when not $5 then c.stored_email end,
    consent_carried = case when not $5 then c.consent_carried end
  where c.shop_id = $1 and c.customer_id = any(array(
    select customer_id from contacts where shop_id = $1 and customer_id > $2 order by customer_id limit $3 for update))
  returning c.customer_id`;
