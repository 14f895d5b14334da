import { identityOf, type ErasureResult } from '@ellity/contracts';
import type { Transaction } from '@ellity/messaging';
import { Clock, SecretBox } from '@ellity/platform';
import { type Chunk, type Run, Runs, type RunWork } from '@ellity/runs';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Account, AccountsService } from '../../accounts/accounts.service';
import { type ConnectionRow, formatOf } from '../../connection/connection-row';
import { ConnectionsService } from '../../connection/connections.service';
import { blankFields } from '../../fields/contact-fields';
import { erasureContext } from '../../sealed-columns';
import * as statements from './erasure-statements';
import { erasureKind, publishDone } from './erasures.service';

interface DueErasure {
  readonly shop_id: string;
  readonly customer_id: string;
  readonly addresses_sealed: string;
  readonly received_at: Date;
  readonly look_again_at: Date | null;
  readonly result: ErasureResult;
  readonly places: string;
  readonly notice_ids: string;
}

/** What became of one address at Ecomail. */
type Fate = 'deleted' | 'retired' | 'kept' | 'unknown';

/**
 * Has Ecomail forget those who were erased, one after the other. Deleting takes an address out of every list of the
 * account, so it is done only where nobody who lives has it. After a write that was under way it is done again, ever
 * less often, until none can land any more: mostly one lands within seconds, and is not left there for minutes.
 */
@Injectable()
export class ErasureWorkService implements RunWork {
  readonly kind = erasureKind;

  constructor(
    private readonly accounts: AccountsService,
    private readonly connections: ConnectionsService,
    private readonly dataSource: DataSource,
    private readonly runs: Runs,
    private readonly box: SecretBox,
    private readonly clock: Clock,
  ) {}

  /** A paused connection keeps them; they go on when it is active again. */
  async startDue(): Promise<void> {
    const due: { shop_id: string }[] = await this.dataSource.query(
      `select distinct e.shop_id from erasures e left join connections k using (shop_id)
       where e.due_at <= $1 and k.state is distinct from 'paused'`,
      [this.clock.now()],
    );
    for (const { shop_id: shopId } of due)
      await this.runs.startUnlessOpen({ kind: erasureKind, shopId, step: 'next' });
  }

  async prepare({ shop_id: shopId }: Run): Promise<Chunk> {
    const connection = await this.connections.find(shopId);
    const rows: DueErasure[] =
      connection?.state === 'paused'
        ? []
        : await this.dataSource.query(
            'select * from erasures where shop_id = $1 and due_at <= $2 order by due_at limit 1',
            [shopId, this.clock.now()],
          );
    const [erasure] = rows;
    if (!erasure) return { next: null, cursor: {} };
    const context = erasureContext(shopId, erasure.customer_id);
    const addresses = JSON.parse(this.box.open(erasure.addresses_sealed, context)) as string[];
    const isConnected = connection !== undefined && connection.state !== 'inactive';
    // Without a connection nobody can ask Ecomail: what an ended one wrote stays there, and the receipt says so.
    const unasked: Fate = connection ? 'kept' : 'unknown';
    const fates = isConnected ? await this.forget(connection, addresses) : addresses.map(() => unasked);
    return {
      next: 'next',
      cursor: {},
      record: async (transaction) => {
        if (isConnected)
          await transaction.manager.query(statements.writeOwnersAnew, [
            ...[connection.key_hash, addresses.map(identityOf), this.clock.now()],
          ]);
        await this.record(transaction, erasure, fates, isConnected);
        return { done: 1 };
      },
    };
  }

  private async forget(connection: ConnectionRow, addresses: readonly string[]): Promise<Fate[]> {
    const account = this.accounts.ofConnection(connection);
    const owners: { shop_id: string; address: string }[] = await this.dataSource.query(
      statements.selectOwners,
      [connection.key_hash, addresses.map(identityOf)],
    );
    const fates: Fate[] = [];
    for (const email of addresses) {
      const of = owners.filter(({ address }) => address === identityOf(email));
      if (of.some(({ shop_id }) => shop_id === connection.shop_id)) fates.push('kept');
      else if (of.length > 0) fates.push(await this.retire(connection, account, email));
      else
        fates.push((await account.call((client) => client.deleteSubscriber(email))) ? 'deleted' : 'unknown');
    }
    return fates;
  }

  /** Another shop of the account writes to this address: it leaves our list only, with our fields empty. */
  private async retire(connection: ConnectionRow, account: Account, email: string): Promise<Fate> {
    const { list_id: listId } = connection;
    if (!(await account.call((client) => client.getSubscriber(listId, email)))) return 'unknown';
    const custom_fields = blankFields(formatOf(connection));
    await account.call((client) =>
      client.updateSubscriberBulk(listId, {
        subscriber_data: [{ email, custom_fields }],
        allow_resubscribe: false,
      }),
    );
    await account.call((client) => client.unsubscribe(listId, email));
    return 'retired';
  }

  private async record(
    transaction: Transaction,
    erasure: DueErasure,
    fates: readonly Fate[],
    isConnected: boolean,
  ): Promise<void> {
    const { shop_id: shopId, customer_id: customerId } = erasure;
    const result = resultOf([erasure.result, ...fates]);
    const again = isConnected ? nextLookAt(erasure, this.clock.now()) : null;
    const places = [erasure.places, ...counted(fates)].join('; ');
    const [rows]: [DueErasure[], number] = await transaction.manager.query(
      `update erasures set result = $3, places = $4, due_at = $5,
         look_again_at = case when $5::timestamptz is null then null else look_again_at end,
         addresses_sealed = case when $5::timestamptz is null then null else addresses_sealed end,
         done_at = case when $5::timestamptz is null then $6::timestamptz end
       where shop_id = $1 and customer_id = $2 and done_at is null returning result, places, notice_ids`,
      [shopId, customerId, result, places, again, this.clock.now()],
    );
    const [after] = rows;
    if (after && again === null) publishDone(transaction, { shopId, customerId }, after);
  }
}

const soonestMs = 10_000;

/** When a write of before the erasure may have landed since; null: the last look was late enough. */
function nextLookAt({ received_at: from, look_again_at: last }: DueErasure, now: Date): Date | null {
  if (last === null || now >= last) return null;
  const soon = now.getTime() + Math.max(soonestMs, 2 * (now.getTime() - from.getTime()));
  return new Date(Math.min(soon, last.getTime()));
}

function resultOf(fates: readonly (Fate | ErasureResult)[]): ErasureResult {
  if (fates.includes('deleted')) return 'deleted';
  return fates.includes('retired') || fates.includes('kept') ? 'retired' : 'unknown';
}

const counted = (fates: readonly Fate[]): string[] =>
  (['deleted', 'retired', 'kept'] as const).flatMap((fate) => {
    const count = fates.filter((one) => one === fate).length;
    return count === 0 ? [] : [`ecomail ${fate} ${count}`];
  });
