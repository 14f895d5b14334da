import type { Envelope } from '@ellity/contracts';
import { type Transaction, Transactions } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { mailChangeOf, type MailChanges, type MailKind, type RecordedChange } from './mail';
import { MailSenderService } from './mail-sender.service';

/**
 * Records an e-mail in the very transaction that publishes what it tells of: both are there after the commit, or
 * neither. A change that happens while an e-mail of its kind still waits is told in that one.
 */
@Injectable()
export class MailRecorderService {
  constructor(
    transactions: Transactions,
    private readonly clock: Clock,
    private readonly sender: MailSenderService,
  ) {
    transactions.observe((transaction, outgoing) => this.hear(transaction, outgoing));
  }

  private async hear(transaction: Transaction, outgoing: readonly Envelope[]): Promise<void> {
    const recorded = outgoing.flatMap((envelope) => mailChangeOf(envelope) ?? []);
    if (recorded.length > 0) await this.record(transaction, recorded);
  }

  /** For whoever writes messages in another way than by `publish`. Shops that send none of a kind get none. */
  async record(transaction: Transaction, recorded: readonly RecordedChange[]): Promise<void> {
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
  where 'system' = case n.kind when 'credit' then coalesce(m.credit, 'system') when 'pin' then coalesce(m.pin, 'system')
    else s.expiry_notice_target end
  on conflict (customer_id, kind) where state = 'waiting' do update set changes = mails.changes || excluded.changes`;
