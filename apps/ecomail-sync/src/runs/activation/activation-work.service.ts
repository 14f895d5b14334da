import type { Transaction } from '@ellity/messaging';
import { type Chunk, type Run, Runs, type RunWork } from '@ellity/runs';
import { Injectable } from '@nestjs/common';
import { type Account, AccountsService } from '../../accounts/accounts.service';
import { ListSetupService } from '../../connection/list-setup.service';
import { AccountChecksService } from './account-checks.service';
import type { ActivateRequest } from './activate.request';
import { ConnectionRecordsService } from './connection-records.service';
import { ListTakeoverService, type Place } from './list-takeover.service';

/** What an activation is started with. */
export interface ActivationInput {
  readonly request: ActivateRequest & { readonly apiKey: string };
  readonly baseUrl: string;
}

/**
 * Connects a shop to a list. Until the fields of the list are ready nothing is recorded here, and whatever fails ends
 * the run. From then on the connection belongs to the list, and rests until its members were read and every contact of
 * the mirror is marked to be written; what fails then and may pass is tried again.
 */
@Injectable()
export class ActivationWorkService implements RunWork {
  readonly kind = 'activation';

  constructor(
    private readonly accounts: AccountsService,
    private readonly checks: AccountChecksService,
    private readonly setup: ListSetupService,
    private readonly records: ConnectionRecordsService,
    private readonly takeover: ListTakeoverService,
    private readonly runs: Runs,
  ) {}

  prepare(run: Run): Promise<Chunk> {
    const input = this.runs.inputOf<ActivationInput>(run);
    const { apiKey, requestsPerMinute } = input.request;
    const account = this.accounts.ofKey(apiKey, input.baseUrl, requestsPerMinute);
    if (run.step === 'account')
      return this.checks.run(() => this.chooseList(run.shop_id, account, input.request));
    if (run.step === 'fields') return this.checks.run(() => this.prepareFields(run, account, input));
    return this.takeover.prepare(run, account, input.request.holdWrites === true);
  }

  gaveUp(transaction: Transaction, { shop_id: shopId }: Run, code: string): Promise<void> {
    return this.records.stopped(transaction, shopId, code);
  }

  private async chooseList(shopId: string, account: Account, request: ActivateRequest): Promise<Chunk> {
    const list = await this.checks.listFor(account, request);
    await this.checks.refuseOtherList(shopId, account, list, request.confirmOtherList === true);
    const { eventCategory } = request;
    await this.checks.refuseTaken(account, { shopId, listId: list.id, eventCategory });
    return { next: 'fields', cursor: { listId: list.id } };
  }

  private async prepareFields(
    run: Run,
    account: Account,
    { request, baseUrl }: ActivationInput,
  ): Promise<Chunk> {
    const listId = Number(run.cursor['listId']);
    const setup = await this.setup.prepare(account, listId, run.id);
    return {
      next: 'forget',
      cursor: {},
      record: async (transaction) => {
        const result = { request, account, baseUrl, setup };
        const { isSame, at } = await this.records.begun(transaction, run.shop_id, result, {
          actor: run.actor,
        });
        const place: Place = { listId, isOther: !isSame, seenAt: at, status: 0, page: 1, after: null };
        return { cursor: place };
      },
    };
  }
}
