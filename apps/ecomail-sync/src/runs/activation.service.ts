import { Problem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { type Account, AccountsService } from '../accounts/accounts.service';
import { MembershipService } from '../membership/membership.service';
import { AccountChecksService } from './account-checks.service';
import { ConnectionRecordsService, noConnection } from './connection-records.service';
import type { ConnectionRow } from '../connection/connection-row';
import type { ActivateRequest } from './activate.request';
import { ConnectionsService } from '../connection/connections.service';
import { mayBeUnpaced } from '../connection/ecomail-address';
import { isSameList, type ListSeen, showList } from '../connection/list-seen';
import { ListSetupService } from '../connection/list-setup.service';
import { requestProblem } from '../connection/shop-params';

/**
 * Connects a shop to a list, step by step; nothing is recorded before every step went well, and each may be repeated.
 * Afterwards every contact of the mirror is written, and nobody is told anything.
 */
@Injectable()
export class ActivationService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly checks: AccountChecksService,
    private readonly setup: ListSetupService,
    private readonly memberships: MembershipService,
    private readonly connections: ConnectionsService,
    private readonly records: ConnectionRecordsService,
  ) {}

  async activate(shopId: string, request: ActivateRequest): Promise<void> {
    const known = await this.connections.find(shopId);
    const baseUrl = request.baseUrl ?? known?.base_url ?? this.accounts.defaultBaseUrl;
    this.checks.refuseAddress(baseUrl);
    if (request.requestsPerMinute === null && !mayBeUnpaced(baseUrl))
      throw requestProblem('requestsPerMinute', 'must be a number: only a sandbox is called without a pace');
    const account = this.accounts.ofKey(request.apiKey, baseUrl, request.requestsPerMinute);
    await this.checks.run(async () => {
      await this.checks.checkKey(account);
      const listId = await this.checks.listFor(account, request);
      await this.refuseOtherList(
        known,
        account,
        await showList(account, listId),
        request.confirmOtherList === true,
      );
      await this.checks.refuseListOfOthers(account, listId, shopId);
      const setup = await this.setup.prepare(account, listId);
      const members = await this.memberships.read(account, listId);
      await this.records.activated(shopId, { request, account, baseUrl, setup, members });
    });
  }

  /** The same list, by the known key or another: what waited goes on, nothing is written again. */
  async resume(shopId: string, newKey: string | undefined): Promise<void> {
    const known = await this.existing(shopId);
    const apiKey = newKey ?? this.accounts.keyOf(known);
    const account = this.accounts.ofKey(apiKey, known.base_url, known.requests_per_minute);
    await this.checks.run(async () => {
      await this.checks.checkKey(account);
      const list = await showList(account, known.list_id);
      await this.refuseOtherList(known, account, list, false);
      await this.checks.refuseListOfOthers(account, list.id, shopId);
      await this.records.resumed(shopId, apiKey, account, list);
    });
  }

  private async existing(shopId: string): Promise<ConnectionRow> {
    const known = await this.connections.find(shopId);
    if (known && known.state !== 'inactive') return known;
    throw noConnection();
  }

  private async refuseOtherList(
    known: ConnectionRow | undefined,
    account: Account,
    list: ListSeen,
    isConfirmed: boolean,
  ): Promise<void> {
    const isOther =
      known?.list_id === list.id && known.key_hash !== account.key.keyHash && !isSameList(known, list);
    if (!isOther || isConfirmed || known.state === 'inactive') return;
    await this.connections.pause(known, 'list-changed');
    throw new Problem(
      409,
      'list-changed',
      `With this key, list ${list.id} is "${list.name}", not "${known.list_name}": the key seems to belong to another account. The connection is paused. Give a key of the first account, or activate with confirmOtherList.`,
    );
  }
}
