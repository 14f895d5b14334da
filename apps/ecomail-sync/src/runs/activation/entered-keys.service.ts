import { Transactions } from '@ellity/messaging';
import { Injectable } from '@nestjs/common';
import { type Account, AccountsService } from '../../accounts/accounts.service';
import { showList } from '../../connection/list-seen';
import { ConnectionsService } from '../../connection/connections.service';
import {
  ConnectionMovesService,
  type MoveOrder,
  refusedAt,
} from '../../connection/stages/connection-moves.service';
import {
  keyEntered,
  moves,
  type Stage,
  stageOf,
  type Target,
  targetOf,
} from '../../connection/stages/connection-states';
import { noConnection } from '../../connection/stages/no-connection';
import { AccountChecksService } from './account-checks.service';
import type { ListChoice } from './activation.response';
import type { CreateListRequest } from './create-list.request';
import type { KeyRequest } from './key.request';
import { ConnectionRecordsService } from './connection-records.service';

const is = (stage: Stage, stages: readonly Stage[]): boolean => stages.includes(stage);

/** Keys that are entered before a list is chosen, or in place of another; and the lists that a key shows. */
@Injectable()
export class EnteredKeysService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly checks: AccountChecksService,
    private readonly connections: ConnectionsService,
    private readonly moves: ConnectionMovesService,
    private readonly records: ConnectionRecordsService,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Keeps a key that Ecomail accepts. Of a connection it must show the same list; one that had stopped for its key goes
   * on with what waits. Resolves with the lists of the account.
   */
  async enter(shopId: string, { apiKey, baseUrl }: KeyRequest, order: MoveOrder): Promise<ListChoice[]> {
    const known = await this.connections.find(shopId);
    const address = baseUrl ?? known?.base_url ?? this.accounts.defaultBaseUrl;
    this.checks.refuseAddress(address);
    const account = this.accounts.ofKey(apiKey, address, known?.requests_per_minute);
    const stage = stageOf(known);
    if (is(stage, moves['key-entered'].from))
      return this.checks.run(async () => {
        await this.checks.checkKey(account);
        const lists = await this.checks.lists(account);
        await this.keep(shopId, apiKey, address, account, order);
        return lists;
      });
    const isTakenUp = is(stage, moves['key-changed'].from);
    if (!known || !(isTakenUp || is(stage, moves['key-kept'].from))) throw refusedAt(stage);
    if (address !== known.base_url) throw refusedAt(stage);
    return this.checks.run(async () => {
      await this.checks.checkKey(account);
      const list = await showList(account, known.list_id);
      await this.checks.refuseOtherList(shopId, account, list, false);
      const target: Target = isTakenUp ? { state: 'active' } : targetOf(known);
      const move = isTakenUp ? 'key-changed' : 'key-kept';
      await this.records.withKey(shopId, { apiKey, account, list }, { ...order, move, target });
      return this.checks.lists(account);
    });
  }

  /** The lists of the account, by the key that is kept. */
  async lists(shopId: string): Promise<ListChoice[]> {
    return this.byKeptKey(shopId, (account) => this.checks.lists(account));
  }

  /** One of the same name is taken in place of a second one. */
  async createList(shopId: string, list: CreateListRequest): Promise<ListChoice> {
    return this.byKeptKey(shopId, (account) => this.checks.createList(account, list));
  }

  private async byKeptKey<T>(shopId: string, work: (account: Account) => Promise<T>): Promise<T> {
    const known = await this.connections.find(shopId);
    if (!known?.key_sealed) throw noConnection();
    this.checks.refuseRecordedAddress(known.base_url);
    const account = this.accounts.ofConnection(known);
    return this.checks.run(() => work(account));
  }

  private async keep(
    shopId: string,
    apiKey: string,
    baseUrl: string,
    account: Account,
    order: MoveOrder,
  ): Promise<void> {
    await this.transactions.run(async (transaction) => {
      await transaction.manager.query(keepKey, [
        ...[shopId, baseUrl, this.accounts.seal(apiKey, shopId), account.key.keyHash, apiKey.slice(-4)],
      ]);
      const target: Target = { state: 'inactive', reason: keyEntered };
      await this.moves.moveByOrder(transaction, shopId, 'key-entered', target, order);
    });
  }
}

/** A connection that is there already keeps its list; it is replaced by the activation. */
const keepKey = `
  insert into connections (shop_id, state, changed_at, base_url, key_sealed, key_hash, key_tail, language, time_zone,
    unknown_consent, debounce_ms, field_types, probes)
  values ($1, 'inactive', now(), $2, $3, $4, $5, 'cs', 'Europe/Prague', 'denied', 30000, '{}', '{"fieldsMode": "merge", "cleared": {}}')
  on conflict (shop_id) do update set base_url = $2, key_sealed = $3, key_hash = $4, key_tail = $5
  where connections.state = 'inactive'`;
