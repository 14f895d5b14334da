import { type Transaction, Transactions } from '@ellity/messaging';
import { Clock, Problem } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type Config, configToken } from '../config';
import { type Account, AccountsService } from '../delivery/accounts.service';
import { WorkSignal } from '../delivery/work-signal';
import { RosterService } from '../notices/roster.service';
import type { RosterStatus } from '../notices/verdict';
import { AccountChecksService } from './account-checks.service';
import type { ConnectionRow } from './connection-row';
import type { ActivateRequest } from './connection-requests';
import { ConnectionsService } from './connections.service';
import { isSameList, type ListSeen, showList } from './list-seen';
import { type ListSetup, ListSetupService } from './list-setup.service';
import { readRoster } from './roster-reader';

const defaults = { requestsPerMinute: 1_000, quietSeconds: 30, timeZone: 'Europe/Prague', unknownConsent: 'denied' } as const;

/**
 * Connects a shop to a list, step by step; nothing is recorded before every step went well, and each may be repeated.
 * Afterwards every contact of the mirror is written, and nobody is told anything.
 */
@Injectable()
export class ActivationService {
  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly accounts: AccountsService,
    private readonly checks: AccountChecksService,
    private readonly setup: ListSetupService,
    private readonly roster: RosterService,
    private readonly connections: ConnectionsService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly signal: WorkSignal,
  ) {}

  async activate(shopId: string, request: ActivateRequest): Promise<void> {
    const known = await this.connections.find(shopId);
    const baseUrl = request.baseUrl ?? known?.base_url ?? this.config.ecomailBaseUrl;
    const requestsPerMinute = request.requestsPerMinute === undefined ? defaults.requestsPerMinute : request.requestsPerMinute;
    const account = this.accounts.ofKey(request.apiKey, baseUrl, requestsPerMinute);
    await this.checks.run(async () => {
      await this.checks.checkKey(account);
      const listId = await this.checks.listFor(account, request);
      const list = await showList(account, listId);
      await this.refuseOtherList(known, account, list, request.confirmOtherList === true);
      const setup = await this.setup.prepare(account, listId);
      const seenAt = this.clock.now();
      const members = await readRoster(account, listId, (email) => this.roster.keyOf(email));
      await this.transactions.run((transaction) =>
        this.record(transaction, shopId, { request, account, baseUrl, requestsPerMinute, setup, members, seenAt }),
      );
    });
    this.signal.wake(shopId);
  }

  /** A new key for the same list: what waited goes on, nothing is written again. */
  async resume(shopId: string, apiKey: string): Promise<void> {
    const known = await this.existing(shopId);
    const account = this.accounts.ofKey(apiKey, known.base_url, known.requests_per_minute);
    await this.checks.run(async () => {
      await this.checks.checkKey(account);
      const list = await showList(account, known.list_id);
      await this.refuseOtherList(known, account, list, false);
      await this.transactions.run(async (transaction) => {
        await transaction.manager.query(
          'update connections set key_sealed = $2, key_hash = $3, key_tail = $4, webhook_seen = $5 where shop_id = $1',
          [shopId, this.accounts.seal(apiKey, shopId), account.key.keyHash, apiKey.slice(-4), list.webhookUrl],
        );
        await this.connections.change(transaction, shopId, 'active', null);
      });
    });
    this.signal.wake(shopId);
  }

  /** Ends the connection. What waits is told to nobody; the mirror goes on, so that a new activation can write it. */
  async end(shopId: string): Promise<void> {
    await this.existing(shopId);
    await this.transactions.run(async (transaction) => {
      await this.connections.change(transaction, shopId, 'inactive', null);
      await transaction.manager.query(
        `update domain_events set settled_at = $2,
           state = case when intent_at is null then 'suppressed' else 'parked' end,
           reason = case when intent_at is null then 'no-connection' else 'answer-unknown' end
         where shop_id = $1 and state = 'waiting'`,
        [shopId, this.clock.now()],
      );
    });
  }

  private async existing(shopId: string): Promise<ConnectionRow> {
    const known = await this.connections.find(shopId);
    if (known && known.state !== 'inactive') return known;
    throw new Problem(404, 'no-connection', 'This shop has no connection. Activate one with PUT /connections/{shopId}.');
  }

  private async refuseOtherList(known: ConnectionRow | undefined, account: Account, list: ListSeen, isConfirmed: boolean): Promise<void> {
    const isOther = known?.list_id === list.id && known.key_hash !== account.key.keyHash && !isSameList(known, list);
    if (!isOther || isConfirmed || known.state === 'inactive') return;
    await this.connections.pause(known.shop_id, 'list-changed');
    throw new Problem(
      409,
      'list-changed',
      `With this key, list ${list.id} is "${list.name}", not "${known.list_name}": the key seems to belong to another account. The connection is paused. Give a key of the first account, or activate with confirmOtherList.`,
    );
  }

  private async record(
    transaction: Transaction,
    shopId: string,
    seen: {
      readonly request: ActivateRequest;
      readonly account: Account;
      readonly baseUrl: string;
      readonly requestsPerMinute: number | null;
      readonly setup: ListSetup;
      readonly members: ReadonlyMap<string, RosterStatus>;
      readonly seenAt: Date;
    },
  ): Promise<void> {
    const { manager } = transaction;
    const { request, account, setup } = seen;
    const [before]: ConnectionRow[] = await manager.query('select * from connections where shop_id = $1 for update', [shopId]);
    const isSame =
      before !== undefined && before.list_id === setup.list.id && isSameList(before, setup.list) && before.state !== 'inactive';
    await this.checks.refuseTakenList(manager, account, setup.list.id, shopId);
    await manager.query(upsertConnection, [
      shopId,
      this.clock.now(),
      seen.baseUrl,
      this.accounts.seal(request.apiKey, shopId),
      account.key.keyHash,
      request.apiKey.slice(-4),
      setup.list.id,
      setup.list.name,
      setup.list.created,
      request.webhookUrl ?? null,
      setup.list.webhookUrl,
      request.language,
      request.timeZone ?? defaults.timeZone,
      request.unknownConsent ?? defaults.unknownConsent,
      seen.requestsPerMinute,
      Math.round((request.quietSeconds ?? defaults.quietSeconds) * 1000),
      JSON.stringify(setup.types),
      JSON.stringify(setup.probes),
      JSON.stringify(setup.remarks),
    ]);
    // In the order in which reception locks them.
    await manager.query('select 1 from contacts where shop_id = $1 order by customer_id for update', [shopId]);
    if (!isSame) {
      await this.roster.forget(manager, shopId);
      await manager.query(
        `update contacts set is_known = false, stored_version = 0, stored_hash = null, stored_email = null, rejected_reason = null
         where shop_id = $1`,
        [shopId],
      );
    }
    await this.roster.takeOver(manager, shopId, seen.members, seen.seenAt);
    await manager.query('update contacts set dirty_since = coalesce(dirty_since, $2) where shop_id = $1', [shopId, this.clock.now()]);
    await this.connections.change(transaction, shopId, 'active', null);
  }
}

const upsertConnection = `
  insert into connections (shop_id, state, changed_at, base_url, key_sealed, key_hash, key_tail, list_id, list_name,
    list_created, webhook_expected, webhook_seen, language, time_zone, unknown_consent, requests_per_minute, quiet_ms,
    field_types, probes, remarks)
  values ($1, 'active', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
  on conflict (shop_id) do update set state = 'active', reason = null, changed_at = $2, base_url = $3, key_sealed = $4,
    key_hash = $5, key_tail = $6, list_id = $7, list_name = $8, list_created = $9,
    webhook_expected = coalesce($10, connections.webhook_expected), webhook_seen = $11, language = $12, time_zone = $13,
    unknown_consent = $14, requests_per_minute = $15, quiet_ms = $16, field_types = $17, probes = $18, remarks = $19,
    is_proven = false`;
