import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AccountsService } from '../accounts/accounts.service';
import { type Config, configToken } from '../config';
import type { ConnectionRow } from '../connection/connection-row';
import { ConnectionsService } from '../connection/connections.service';
import { showList } from '../connection/list-seen';
import { fieldNames } from '../fields/field-definitions';
import { fieldPlan } from '../fields/field-plan';
import type { Run } from './run';
import { RunExecutorService } from './run-executor.service';
import { RunsService } from './runs.service';

/**
 * Looks at connected lists for fields that are missing: at once where a field is new with us, every hour for those
 * that somebody deleted, which Ecomail would swallow the values of without a word. Missing ones get a run.
 */
@Injectable()
export class FieldChecksService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('fields');
  private timer: NodeJS.Timeout | undefined;
  private checking: Promise<void> | undefined;
  private isStopped = false;

  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly accounts: AccountsService,
    private readonly connections: ConnectionsService,
    private readonly runs: RunsService,
    private readonly executor: RunExecutorService,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.delivery.isEnabled) this.schedule();
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.checking;
  }

  /** The run that was started; undefined when the list lacks nothing, or a run for it is open. */
  async check(connection: ConnectionRow, actor: string | null = null): Promise<Run | undefined> {
    const list = await showList(this.accounts.ofConnection(connection), connection.list_id);
    await this.connections.sawHook(connection.shop_id, list.webhookUrl);
    const { missing } = fieldPlan(list.fields);
    if (missing.length === 0) return undefined;
    const run = await this.runs.startUnlessOpen({
      kind: 'fields',
      shopId: connection.shop_id,
      step: 'create',
      cursor: { missing: missing.join(',') },
      actor,
    });
    if (!run) return undefined;
    this.logger.warn({ shopId: connection.shop_id, missing, run: run.id }, 'a connected list lacks fields');
    this.executor.wake();
    return run;
  }

  private schedule(): void {
    if (this.isStopped) return;
    this.timer = setTimeout(() => {
      this.checking = this.checkDue()
        .catch((error: unknown) => this.logger.warn({ err: error }, 'the check of fields is repeated'))
        .then(() => this.schedule());
    }, this.config.runs.fieldChecksMs);
  }

  private async checkDue(): Promise<void> {
    const [due]: [ConnectionRow[], number] = await this.dataSource.query(takeDue, [fieldNames]);
    for (const connection of due) {
      if (this.isStopped) return;
      await this.check(connection).catch((error: unknown) =>
        this.logger.warn({ err: error, shopId: connection.shop_id }, 'the fields of a list were not checked'),
      );
    }
  }
}

const takeDue = `
  update connections set fields_checked_at = now()
  where shop_id in (
    select shop_id from connections
    where state = 'active' and (
      fields_checked_at is null or fields_checked_at < now() - interval '1 hour'
      or (fields_checked_at < now() - interval '10 minutes' and not field_types ?& $1))
    order by fields_checked_at nulls first limit 10 for update skip locked)
  returning *`;
