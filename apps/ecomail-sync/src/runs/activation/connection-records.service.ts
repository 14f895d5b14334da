import { type Transaction, Transactions } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { type Account, AccountsService } from '../../accounts/accounts.service';
import { AccountChecksService } from './account-checks.service';
import type { ConnectionRow } from '../../connection/connection-row';
import type { ActivateRequest } from './activate.request';
import { ConnectionMovesService, type MoveOrder } from '../../connection/stages/connection-moves.service';
import { ConnectionsService } from '../../connection/connections.service';
import type { Move, Target } from '../../connection/stages/connection-states';
import { noConnection } from '../../connection/stages/no-connection';
import { testAddressesOf } from '../../connection/test-addresses';
import { isSameList, type ListSeen } from '../../connection/list-seen';
import type { ListSetup } from '../../connection/list-setup.service';

const defaults = { quietSeconds: 30, timeZone: 'Europe/Prague', unknownConsent: 'denied' } as const;

/** All that an activation found out. */
export interface ActivationResult {
  readonly request: ActivateRequest & { readonly apiKey: string };
  readonly account: Account;
  readonly baseUrl: string;
  readonly setup: ListSetup;
}

/** Records what became of a connection: each change is one transaction. */
@Injectable()
export class ConnectionRecordsService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly checks: AccountChecksService,
    private readonly connections: ConnectionsService,
    private readonly moves: ConnectionMovesService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * The connection belongs to the list from now on. It works on where it did and the list is the same; else it waits
   * for the rest of the activation.
   */
  async begun(
    transaction: Transaction,
    shopId: string,
    result: ActivationResult,
    order: MoveOrder,
  ): Promise<{ isSame: boolean; at: string }> {
    const { manager } = transaction;
    const { list } = result.setup;
    const [before]: ConnectionRow[] = await manager.query(
      'select * from connections where shop_id = $1 for update',
      [shopId],
    );
    const isSame =
      before !== undefined &&
      before.state !== 'inactive' &&
      before.list_id === list.id &&
      isSameList(before, list);
    const claim = { shopId, listId: list.id, eventCategory: result.request.eventCategory };
    await this.checks.claimList(manager, result.account, claim);
    const category = await this.checks.claimCategory(manager, result.account, claim);
    await manager.query(upsertConnection, [...this.parametersOf(shopId, result), category]);
    if (isSame && before.state === 'active')
      await this.moves.moveByOrder(transaction, shopId, 'activation-repeated', { state: 'active' }, order);
    else await this.moves.moveByOrder(transaction, shopId, 'activation-began', activating, order);
    return { isSame, at: this.clock.now().toISOString() };
  }

  /** A connection that was recorded and not finished must not stay as if it were still being activated. */
  async stopped(transaction: Transaction, shopId: string, code: string): Promise<void> {
    const target = { state: 'paused', reason: 'activation-stopped' } as const;
    await this.moves.move(transaction, shopId, 'activation-stopped', target, { actor: null, detail: code });
  }

  /** The same list by another key, or the known one: what waited goes on, unless it stands still for another reason. */
  async withKey(
    shopId: string,
    {
      apiKey,
      account,
      list,
    }: { readonly apiKey: string; readonly account: Account; readonly list: ListSeen },
    { move, target, ...order }: MoveOrder & { readonly move: Move; readonly target: Target },
  ): Promise<void> {
    await this.transactions.run(async (transaction) => {
      const { manager } = transaction;
      await this.checks.claimList(manager, account, { shopId, listId: list.id });
      const [rows]: [unknown[], number] = await manager.query(
        `update connections set key_sealed = $2, key_hash = $3, key_tail = $4, webhook_seen = $5, webhook_seen_at = $6
         where shop_id = $1 and state <> 'inactive' returning 1`,
        [
          shopId,
          this.accounts.seal(apiKey, shopId),
          account.key.keyHash,
          apiKey.slice(-4),
          this.connections.hookAddress(list.webhookUrl),
          this.clock.now(),
        ],
      );
      if (rows.length === 0) throw noConnection();
      await this.moves.moveByOrder(transaction, shopId, move, target, order);
    });
  }

  private parametersOf(shopId: string, { request, account, baseUrl, setup }: ActivationResult): unknown[] {
    return [
      shopId,
      this.clock.now(),
      baseUrl,
      this.accounts.seal(request.apiKey, shopId),
      account.key.keyHash,
      request.apiKey.slice(-4),
      setup.list.id,
      setup.list.name,
      setup.list.created,
      this.connections.hookAddress(request.webhookUrl ?? null),
      this.connections.hookAddress(setup.list.webhookUrl),
      request.language,
      request.timeZone ?? defaults.timeZone,
      request.unknownConsent ?? defaults.unknownConsent,
      account.key.requestsPerMinute,
      Math.round((request.quietSeconds ?? defaults.quietSeconds) * 1000),
      JSON.stringify(setup.types),
      JSON.stringify(setup.probes),
      JSON.stringify(setup.remarks),
      request.testAddresses ? JSON.stringify(testAddressesOf(request.testAddresses)) : null,
    ];
  }
}

const activating = { state: 'paused', reason: 'activating' } as const;

/** What loyalty-core told of the shop counts; what the activation says does only as long as that is nothing. */
const setting = (column: string, parameter: string): string =>
  `coalesce((select ${column} from shop_settings where shop_id = $1), ${parameter})`;

const upsertConnection = `
  insert into connections (shop_id, state, changed_at, base_url, key_sealed, key_hash, key_tail, list_id, list_name,
    list_created, webhook_expected, webhook_seen, webhook_seen_at, language, time_zone, unknown_consent, requests_per_minute, debounce_ms,
    field_types, probes, remarks, test_addresses, event_category, fields_checked_at)
  values ($1, 'inactive', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $2,
    ${setting('language', '$12')}, ${setting('time_zone', '$13')}, ${setting('unknown_consent', '$14')}, $15, $16, $17, $18, $19, $20, $21, now())
  on conflict (shop_id) do update set base_url = $3, key_sealed = $4,
    key_hash = $5, key_tail = $6, list_id = $7, list_name = $8, list_created = $9,
    webhook_expected = coalesce($10, connections.webhook_expected), webhook_seen = $11, webhook_seen_at = $2, language = excluded.language,
    time_zone = excluded.time_zone, unknown_consent = excluded.unknown_consent, requests_per_minute = $15, debounce_ms = $16, field_types = $17, probes = $18, remarks = $19,
    test_addresses = coalesce($20, connections.test_addresses), event_category = $21,
    is_proven = false, fields_checked_at = now()`;
