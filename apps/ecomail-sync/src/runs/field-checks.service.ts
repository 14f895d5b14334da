import { type Run, Runs } from '@ellity/runs';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AccountsService } from '../accounts/accounts.service';
import type { ConnectionRow } from '../connection/connection-row';
import { ConnectionsService } from '../connection/connections.service';
import { showList } from '../connection/list-seen';
import { fieldNames } from '../fields/field-definitions';
import { fieldPlan } from '../fields/field-plan';

/**
 * Looks at connected lists for fields that are missing: at once where a field is new with us, every hour for those
 * that somebody deleted, which Ecomail would swallow the values of without a word. Missing ones get a run.
 */
@Injectable()
export class FieldChecksService implements OnModuleDestroy {
  private readonly logger = new Logger('fields');
  private isStopped = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: AccountsService,
    private readonly connections: ConnectionsService,
    private readonly runs: Runs,
  ) {}

  /** The list under way is looked at; the rest is left to the next tick. */
  onModuleDestroy(): void {
    this.isStopped = true;
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
    return run;
  }

  /** Looks at the lists that were not looked at for long. Several processes share them. */
  async checkDue(): Promise<void> {
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
