import { Problem } from '@ellity/platform';
import { type Run, Runs } from '@ellity/runs';
import { Injectable } from '@nestjs/common';
import { AccountsService } from '../../accounts/accounts.service';
import type { ConnectionRow } from '../../connection/connection-row';
import { ConnectionsService } from '../../connection/connections.service';
import { type MoveOrder, refusedAt } from '../../connection/stages/connection-moves.service';
import { moves, type Stage, stageOf } from '../../connection/stages/connection-states';
import { noConnection } from '../../connection/stages/no-connection';
import { mayBeUnpaced } from '../../connection/addresses';
import { categoryOf, firstCategory } from '../../connection/event-category';
import { showList } from '../../connection/list-seen';
import { requestProblem } from './request-checks';
import { AccountChecksService } from './account-checks.service';
import type { ActivateRequest } from './activate.request';
import type { ActivationInput } from './activation-work.service';
import { ConnectionRecordsService } from './connection-records.service';

/** Connects shops to lists: starts the run that does it, goes on after a pause, and ends. */
@Injectable()
export class ActivationService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly checks: AccountChecksService,
    private readonly connections: ConnectionsService,
    private readonly records: ConnectionRecordsService,
    private readonly runs: Runs,
  ) {}

  /**
   * Starts the activation and waits for its end for a while; an open run in the answer goes on by itself. One that
   * failed meanwhile is answered as its problem.
   */
  async activate(shopId: string, request: ActivateRequest, actor: string | null): Promise<Run> {
    const known = await this.connections.find(shopId);
    const baseUrl = request.baseUrl ?? known?.base_url ?? this.accounts.defaultBaseUrl;
    this.checks.refuseAddress(baseUrl);
    if (request.requestsPerMinute === null && !mayBeUnpaced(baseUrl))
      throw requestProblem('requestsPerMinute', 'must be a number: only a sandbox is called without a pace');
    if (request.eventCategory && ![firstCategory, categoryOf(shopId)].includes(request.eventCategory))
      throw requestProblem('eventCategory', `must be ${firstCategory} or ${categoryOf(shopId)}`);
    const apiKey = request.apiKey ?? (known?.key_sealed ? this.accounts.keyOf(known) : undefined);
    if (apiKey === undefined)
      throw requestProblem('apiKey', 'must be given: no key was entered for this shop before');
    const input: ActivationInput = { request: { ...request, apiKey }, baseUrl };
    return this.runs.carryOut({ kind: 'activation', shopId, step: 'account', input, actor });
  }

  /** The same list and settings anew: missing fields are created, the list is read and every contact written. */
  async repair(shopId: string, actor: string | null): Promise<Run> {
    const known = await this.existing(shopId);
    const request: ActivateRequest = {
      listId: known.list_id,
      language: known.language,
      timeZone: known.time_zone,
      quietSeconds: known.debounce_ms / 1000,
      requestsPerMinute: known.requests_per_minute,
      unknownConsent: known.unknown_consent,
      eventCategory: known.event_category,
    };
    return this.activate(shopId, request, actor);
  }

  /** The activation that goes on, or the last one that ended. */
  async last(shopId: string): Promise<Run> {
    const run = await this.runs.latest(shopId, 'activation');
    if (run) return run;
    throw new Problem(404, 'no-activation', 'This shop was never activated.');
  }

  /** The same list, by the known key or another: what waited goes on, nothing is written again. */
  async resume(shopId: string, newKey: string | undefined, order: MoveOrder): Promise<void> {
    const known = await this.existing(shopId);
    const stage = stageOf(known);
    const resumable: readonly Stage[] = moves.resumed.from;
    if (!resumable.includes(stage)) throw refusedAt(stage);
    this.checks.refuseRecordedAddress(known.base_url);
    const apiKey = newKey ?? this.accounts.keyOf(known);
    const account = this.accounts.ofKey(apiKey, known.base_url, known.requests_per_minute);
    await this.checks.run(async () => {
      await this.checks.checkKey(account);
      const list = await showList(account, known.list_id);
      await this.checks.refuseOtherList(shopId, account, list, false);
      const resumed = { ...order, move: 'resumed', target: { state: 'active' } } as const;
      await this.records.withKey(shopId, { apiKey, account, list }, resumed);
    });
  }

  private async existing(shopId: string): Promise<ConnectionRow> {
    const known = await this.connections.find(shopId);
    if (known && known.state !== 'inactive') return known;
    throw noConnection();
  }
}
