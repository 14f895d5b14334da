import type { Transaction } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { type Chunk, type Run, Runs, type RunWork } from '@ellity/runs';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AccountsService } from '../../accounts/accounts.service';
import { type ConnectionRow, formatOf } from '../../connection/connection-row';
import { ConnectionsService } from '../../connection/connections.service';
import { blankFields } from '../../fields/contact-fields';
import { isInOpenWrite } from '../../mirror/dirty-contacts';
import { ConsentService } from '../../membership/consent.service';
import { addressRefusalOf } from './refused-addresses';

interface DueAddress {
  readonly customer_id: string;
  readonly email: string;
  readonly address: string;
  /** As text: to the microsecond, since it says which leaving is meant. */
  readonly left_at: string;
  readonly is_owned: boolean;
  readonly attempts: number;
}

const kind = 'former-addresses';

/**
 * Retires addresses that customers left behind: out of our list and our fields empty, so that nobody is written to there
 * and no automation reads what was; the contact itself stays, since it may be in other lists. It waits until the
 * new address is stored and no write to the old one can land any more. An address that somebody of the shop has now is theirs.
 * One that Ecomail refuses is tried again later, after those that were not tried yet.
 */
@Injectable()
export class FormerAddressesService implements RunWork {
  readonly kind = kind;
  private readonly logger = new Logger(kind);

  constructor(
    private readonly accounts: AccountsService,
    private readonly connections: ConnectionsService,
    private readonly consent: ConsentService,
    private readonly dataSource: DataSource,
    private readonly runs: Runs,
    private readonly clock: Clock,
  ) {}

  async startDue(): Promise<void> {
    const due: { shop_id: string }[] = await this.dataSource.query(selectShops, [this.clock.now()]);
    for (const { shop_id: shopId } of due) await this.runs.startUnlessOpen({ kind, shopId, step: 'next' });
  }

  /** A connection that stands still, or tries itself out, keeps them. */
  async prepare({ shop_id: shopId, attempts }: Run): Promise<Chunk> {
    const connection = await this.connections.find(shopId);
    const isReady = connection?.state === 'active' && connection.test_addresses === null;
    const due: DueAddress[] = isReady
      ? await this.dataSource.query(selectDueAddress, [shopId, this.clock.now()])
      : [];
    const [former] = due;
    if (!connection || !former) return { next: null, cursor: {} };
    const refusal = former.is_owned ? undefined : await this.refusalFrom(connection, former, attempts);
    return {
      next: 'next',
      cursor: {},
      record: async ({ manager }: Transaction) => {
        const { customer_id: customerId, address, left_at: leftAt } = former;
        const leaving = [shopId, customerId, address, leftAt];
        if (refusal) {
          await manager.query(markRefused, [...leaving, refusal.reason, refusal.nextAttemptAt]);
          return {};
        }
        // Somebody who came with the address meanwhile is written anew.
        if (!former.is_owned) await manager.query(writeOwnerAnew, [shopId, address, this.clock.now()]);
        await manager.query(markRetired, leaving);
        return { done: 1 };
      },
    };
  }

  /** Retires it, or resolves with why Ecomail does not take that of this address. Rejects where it is not about the address. */
  private async refusalFrom(
    connection: ConnectionRow,
    former: DueAddress,
    attempts: number,
  ): Promise<{ readonly reason: string; readonly nextAttemptAt: Date } | undefined> {
    try {
      await this.retire(connection, former.email);
      return undefined;
    } catch (error) {
      const refusal = addressRefusalOf(error, attempts, former.attempts);
      if (!refusal) throw error;
      const { reason, waitMs } = refusal;
      this.logger.warn(
        { err: error, shopId: connection.shop_id, waitMs },
        'a former address is retired later',
      );
      return { reason, nextAttemptAt: new Date(this.clock.now().getTime() + waitMs) };
    }
  }

  private async retire(connection: ConnectionRow, email: string): Promise<void> {
    const { list_id: listId } = connection;
    const account = this.accounts.ofConnection(connection).inLane('profile');
    await this.consent.takeOut(connection, account, email);
    const custom_fields = blankFields(formatOf(connection));
    await account.call((client) =>
      client.updateSubscriberBulk(listId, {
        subscriber_data: [{ email, custom_fields }],
        allow_resubscribe: false,
      }),
    );
  }
}

/** Whose new address Ecomail has, and no write is under way or may land yet. */
const isLeft = `f.retired_at is null and c.erased_at is null and c.is_known and c.stored_email = c.email
    and not ${isInOpenWrite('c', 'c.shop_id')} and c.write_again_at is null`;
const isNext = (now: string) => `(f.next_attempt_at is null or f.next_attempt_at <= ${now})`;

const selectShops = `
  select distinct f.shop_id from former_addresses f
  join connections k on k.shop_id = f.shop_id and k.state = 'active' and k.test_addresses is null
  join contacts c on c.shop_id = f.shop_id and c.customer_id = f.customer_id
  where ${isLeft} and ${isNext('$1')}`;

const selectDueAddress = `
  select f.customer_id, f.email, f.address, f.left_at::text, f.attempts,
    exists (select from contacts o where o.shop_id = f.shop_id and o.address = f.address and o.erased_at is null) as is_owned
  from former_addresses f join contacts c on c.shop_id = f.shop_id and c.customer_id = f.customer_id
  where f.shop_id = $1 and ${isLeft} and ${isNext('$2')}
  order by f.next_attempt_at nulls first, f.left_at limit 1`;

const writeOwnerAnew = `
  update contacts set is_known = false, stored_hash = null, version = version + 1, dirty_since = coalesce(dirty_since, $3)
  where shop_id = $1 and address = $2 and erased_at is null and is_known`;

const markRetired = `
  update former_addresses set retired_at = now(), refused_reason = null, next_attempt_at = null
  where shop_id = $1 and customer_id = $2 and address = $3 and left_at = $4::timestamptz`;

const markRefused = `
  update former_addresses set attempts = attempts + 1, refused_reason = $5, next_attempt_at = $6
  where shop_id = $1 and customer_id = $2 and address = $3 and left_at = $4::timestamptz`;
