import { Problem } from '@ellity/platform';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Account } from '../../accounts/accounts.service';
import { ecomailFailureOf } from '../../accounts/ecomail-failure';
import { type Config, configToken } from '../../config';
import type { ActivateRequest } from './activate.request';
import type { CreateListRequest } from './create-list.request';
import type { ListChoice } from './activation.response';
import { connectionProblem, problemOfFailure } from '../../connection/stages/connection-problem';
import { ConnectionMovesService } from '../../connection/stages/connection-moves.service';
import { ConnectionsService } from '../../connection/connections.service';
import { problemOfAddress } from '../../connection/addresses';
import { categoryOf, freeCategory } from '../../connection/event-category';
import { isSameList, type ListSeen, showList } from '../../connection/list-seen';
import { requestProblem } from './request-checks';

/** What a shop wants of an account for itself alone. */
export interface Claim {
  readonly shopId: string;
  readonly listId: number;
  /** Of its events; undefined: the one it has, or the first. */
  readonly eventCategory?: string | undefined;
}

/** The first steps of an activation; whatever fails in any step says what to do about it. */
@Injectable()
export class AccountChecksService {
  private readonly logger = new Logger('activation');

  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly connections: ConnectionsService,
    private readonly moves: ConnectionMovesService,
    private readonly dataSource: DataSource,
  ) {}

  /** Runs steps that call Ecomail; its failures become problems. */
  async run<T>(steps: () => Promise<T>): Promise<T> {
    try {
      return await steps();
    } catch (error) {
      if (error instanceof Problem) throw error;
      const failure = ecomailFailureOf(error);
      if (!failure.code.startsWith('ecomail.')) throw error;
      this.logger.warn({ err: error }, 'Ecomail did not let an activation go on');
      throw problemOfFailure(error);
    }
  }

  /** As `run`, but what may pass is thrown as it is, so that a run tries again. */
  async runAgain<T>(steps: () => Promise<T>): Promise<T> {
    try {
      return await steps();
    } catch (error) {
      const failure = ecomailFailureOf(error);
      if (failure.isRetryable || !failure.code.startsWith('ecomail.')) throw error;
      throw problemOfFailure(error);
    }
  }

  refuseAddress(baseUrl: string): void {
    const problem = problemOfAddress(baseUrl, this.config.ecomail);
    if (problem !== undefined) throw requestProblem('baseUrl', problem);
  }

  /** Of a connection that was recorded before; with another address it is activated. */
  refuseRecordedAddress(baseUrl: string): void {
    const problem = problemOfAddress(baseUrl, this.config.ecomail);
    if (problem === undefined) return;
    throw new Problem(
      409,
      'address-not-trusted',
      `The address of this connection ${problem}. Activate again with another one.`,
    );
  }

  async checkKey(account: Account): Promise<void> {
    await account.call((client) => client.account());
  }

  async lists(account: Account): Promise<ListChoice[]> {
    const lists = await account.call((client) => client.listLists());
    return lists.map(({ id, name }) => ({ id: Number(id), name }));
  }

  /** The chosen list, or the created one; a list that an earlier attempt created is not created twice. */
  async listFor(account: Account, request: ActivateRequest): Promise<ListSeen> {
    await this.checkKey(account);
    return showList(account, await this.listIdFor(account, request));
  }

  /** A list that an earlier attempt created is not created twice. */
  async createList(
    account: Account,
    { name, fromName, fromEmail, replyTo }: CreateListRequest,
    known?: readonly ListChoice[],
  ): Promise<ListChoice> {
    const same = (known ?? (await this.lists(account))).find((list) => list.name === name);
    if (same) return same;
    const sender = { from_name: fromName, from_email: fromEmail, reply_to: replyTo };
    const created = await account.call((client) => client.createList({ name, ...sender }));
    return { id: Number(created.id), name };
  }

  private async listIdFor(account: Account, request: ActivateRequest): Promise<number> {
    const lists = await this.lists(account);
    const { createList, listId } = request;
    if (createList) return (await this.createList(account, createList, lists)).id;
    if (listId !== undefined && lists.some(({ id }) => id === listId)) return listId;
    throw connectionProblem(409, 'list-missing');
  }

  async refuseOtherList(
    shopId: string,
    account: Account,
    list: ListSeen,
    isConfirmed: boolean,
  ): Promise<void> {
    const known = await this.connections.find(shopId);
    const isOther =
      known?.list_id === list.id && known.key_hash !== account.key.keyHash && !isSameList(known, list);
    if (!isOther || isConfirmed || known.state === 'inactive') return;
    await this.moves.stop(known, 'list-changed', null, 'other-account-found');
    throw connectionProblem(409, 'list-changed', { list: list.id, name: list.name, known: known.list_name });
  }

  /** Before anything is done at Ecomail; recording checks it again. */
  async refuseTaken(account: Account, claim: Claim): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await this.claimList(manager, account, claim);
      await this.claimCategory(manager, account, claim);
    });
  }

  /** Two activations of one account at the same moment wait for each other here. */
  async claimList(manager: EntityManager, account: Account, { listId, shopId }: Claim): Promise<void> {
    await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [account.key.keyHash]);
    const others = await this.connections.othersOfKey(manager, account.key.keyHash, shopId);
    if (others.every(({ list_id }) => list_id !== listId)) return;
    throw connectionProblem(409, 'list-taken');
  }

  /** Resolves with the category of the shop's tracker events. The list is claimed before. */
  async claimCategory(
    manager: EntityManager,
    account: Account,
    { shopId, eventCategory }: Claim,
  ): Promise<string> {
    const others = await this.connections.othersOfKey(manager, account.key.keyHash, shopId);
    const known = await this.connections.find(shopId, manager);
    const taken = others.map(({ event_category }) => event_category);
    const category = freeCategory(eventCategory, known?.event_category, taken);
    if (category !== undefined) return category;
    throw connectionProblem(409, 'event-category-taken', { category: categoryOf(shopId) });
  }
}
