import type { Envelope } from '@ellity/contracts';
import { type OutgoingObserver, type Transaction, Transactions } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { mailChangeOf, type MailChanges, type MailKind, mailKindOf, type RecordedChange } from './mail';
import { MailSenderService } from './mail-sender.service';

/**
 * Records an e-mail in the very transaction that publishes what it tells of: both are there after the commit, or
 * neither. A change that happens while an e-mail of its kind still waits is told in that one.
 */
@Injectable()
export class MailRecorderService implements OutgoingObserver {
  constructor(
    transactions: Transactions,
    private readonly clock: Clock,
    private readonly sender: MailSenderService,
  ) {
    transactions.observe(this);
  }

  async listensTo(manager: EntityManager, type: string, shopId: string): Promise<boolean> {
    const kind = mailKindOf(type);
    if (kind === undefined) return false;
    const rows: unknown[] = await manager.query(listensSql, [shopId, kind]);
    return rows.length > 0;
  }

  async hear(transaction: Transaction, outgoing: readonly Envelope[]): Promise<void> {
    const recorded = outgoing.flatMap((envelope) => mailChangeOf(envelope) ?? []);
    if (recorded.length > 0) await this.record(transaction, recorded);
  }

  /** Shops that send none of a kind get none. */
  private async record(transaction: Transaction, recorded: readonly RecordedChange[]): Promise<void> {
    await transaction.manager.query(recordSql, [JSON.stringify(rowsOf(recorded)), this.clock.now()]);
    transaction.afterCommit(() => this.sender.wake());
  }
}

interface RecordRow {
  readonly shop_id: string;
  readonly customer_id: string;
  readonly kind: MailKind;
  readonly changes: MailChanges[MailKind][];
}

/** One row for each customer and kind, in an order in which two transactions never wait for each other in a circle. */
function rowsOf(recorded: readonly RecordedChange[]): RecordRow[] {
  const rows = new Map<string, RecordRow>();
  for (const { shopId, customerId, kind, change } of recorded) {
    const key = `${customerId} ${kind}`;
    const row = rows.get(key) ?? { shop_id: shopId, customer_id: customerId, kind, changes: [] };
    row.changes.push(change);
    rows.set(key, row);
  }
  return [...rows.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
}

const isSentBySystem = (kind: string): string =>
  `'system' = case ${kind} when 'credit' then coalesce(m.credit, 'system') when 'pin' then coalesce(m.pin, 'system')
    else s.expiry_notice_target end`;

/** $1 shop, $2 kind. */
const listensSql = `
  select 1 from shops s left join mail_settings m on m.shop_id = s.id
  where s.id = $1 and s.system_mails and ${isSentBySystem('$2::text')}`;

const recordSql = `
  insert into mails (shop_id, customer_id, kind, changes, created_at, due_at)
  select n.shop_id, n.customer_id, n.kind, n.changes, $2, greatest($2, last.at + make_interval(secs => coalesce(m.quiet_seconds, 300)))
  from json_to_recordset($1::json) as n (shop_id text, customer_id uuid, kind text, changes jsonb)
  join shops s on s.id = n.shop_id and s.system_mails
  left join mail_settings m on m.shop_id = n.shop_id
  left join lateral (
    select coalesce(settled_at, $2) as at from mails
    where customer_id = n.customer_id and kind = n.kind and state in ('sending', 'sent')
    order by settled_at desc nulls first limit 1
  ) last on true
  where ${isSentBySystem('n.kind')}
  on conflict (customer_id, kind) where state = 'waiting' do update set changes = mails.changes || excluded.changes`;
