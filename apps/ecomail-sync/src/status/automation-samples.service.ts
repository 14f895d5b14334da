import { Clock } from '@ellity/platform';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AccountsService } from '../accounts/accounts.service';
import type { ConnectionRow } from '../connection/connection-row';
import { type AutomationSample, hasStarted } from './automation-use';

const connectionsPerTick = 10;
const contactsMax = 5;
/** The automation of an event of just now may not have begun. */
const settledMs = 10 * 60_000;

interface NotifiedContact {
  readonly email: string;
  readonly firstEventAt: Date;
}

/**
 * Looks now and then into the automation log of a few contacts that had a tracker event: an event that no automation
 * uses is sent in vain, and only the log shows it. A few calls a day, in the lane that comes last.
 */
@Injectable()
export class AutomationSamplesService implements OnModuleDestroy {
  private readonly logger = new Logger('automations');
  private isStopped = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: AccountsService,
    private readonly clock: Clock,
  ) {}

  onModuleDestroy(): void {
    this.isStopped = true;
  }

  /** Takes the samples that are due; several processes share them. */
  async takeDue(): Promise<void> {
    const now = this.clock.now();
    const due: { shop_id: string }[] = await this.dataSource.query(takeDue, [now, connectionsPerTick]);
    for (const { shop_id: shopId } of due) {
      if (this.isStopped) return;
      await this.take(shopId).catch((error: unknown) =>
        this.logger.warn({ err: error, shopId }, 'the automation log of a shop was not read'),
      );
    }
  }

  async of(shopId: string): Promise<(AutomationSample & { readonly sampledAt: Date }) | undefined> {
    const rows: (AutomationSample & { readonly sampledAt: Date })[] = await this.dataSource.query(
      'select sampled_at as "sampledAt", contacts, started from automation_samples where shop_id = $1',
      [shopId],
    );
    return rows[0];
  }

  /** Reads the logs of a few contacts of a shop now. */
  async take(shopId: string): Promise<void> {
    const [connection]: ConnectionRow[] = await this.dataSource.query(
      `select * from connections where shop_id = $1 and state = 'active'`,
      [shopId],
    );
    if (!connection) return;
    const account = this.accounts.ofConnection(connection).inLane('drift');
    const before = new Date(this.clock.now().getTime() - settledMs);
    const contacts: NotifiedContact[] = await this.dataSource.query(selectNotified, [
      ...[shopId, before, contactsMax],
    ]);
    let started = 0;
    for (const { email, firstEventAt } of contacts) {
      const { rows } = await account.call((client) => client.automationLog(email, { page: 1, perPage: 100 }));
      if (hasStarted(rows, firstEventAt)) started += 1;
    }
    await this.dataSource.query(
      'update automation_samples set contacts = $2, started = $3 where shop_id = $1',
      [shopId, contacts.length, started],
    );
  }
}

/**
 * Shops whose log was not looked into for a day; for an hour, where the last look said nothing yet or found no
 * automation, so that the merchant who makes one sees it. $1 now, $2 how many shops.
 */
const takeDue = `
  insert into automation_samples (shop_id, sampled_at, contacts, started)
  select k.shop_id, $1, 0, 0 from connections k left join automation_samples s using (shop_id)
  where k.state = 'active' and (s.sampled_at is null or s.sampled_at < $1::timestamptz - interval '1 day'
    or (s.sampled_at < $1::timestamptz - interval '1 hour' and s.started = 0))
  order by s.sampled_at nulls first limit $2
  on conflict (shop_id) do update set sampled_at = excluded.sampled_at
  where automation_samples.sampled_at < excluded.sampled_at - interval '30 minutes'
  returning shop_id`;

/** Contacts of a shop ($1) whose tracker event was accepted before $2 and in the week before, at most $3. */
const selectNotified = `
  with notified as (
    select customer_id from domain_events
    where (shop_id || '') = $1 and received_at > $2::timestamptz - interval '7 days' and settled_at < $2
      and state = 'delivered' and ecomail_event_id is not null
    limit 200)
  select c.email, min(e.settled_at) as "firstEventAt"
  from (select customer_id from notified group by customer_id order by random() limit $3) as sampled
  join contacts c on c.shop_id = $1 and c.customer_id = sampled.customer_id and c.email is not null
  join domain_events e on e.customer_id = c.customer_id and e.shop_id is not distinct from $1
    and e.state = 'delivered' and e.ecomail_event_id is not null
  group by c.email`;
