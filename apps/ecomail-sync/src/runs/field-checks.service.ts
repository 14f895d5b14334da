import { type Run, Runs } from '@ellity/runs';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Account, AccountsService } from '../accounts/accounts.service';
import type { ConnectionRow } from '../connection/connection-row';
import { ConnectionsService } from '../connection/connections.service';
import { showList } from '../connection/list-seen';
import { fieldNames } from '../fields/field-definitions';
import { fieldPlan, retypedFields } from '../fields/field-plan';

export interface FieldsSeen {
  readonly lacking: readonly string[];
  readonly retyped: readonly string[];
  /** Undefined: nothing is to be mended, or it is being mended already. */
  readonly run: Run | undefined;
}

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

  /** The run that was started; undefined when the list has all fields as they were, or a run for it is open. */
  async check(connection: ConnectionRow, actor: string | null = null): Promise<Run | undefined> {
    return (await this.look(connection, this.accounts.ofConnection(connection), actor)).run;
  }

  /** What the list has no more, or with another type than before; a run mends it. */
  async look(connection: ConnectionRow, account: Account, actor: string | null): Promise<FieldsSeen> {
    const list = await showList(account, connection.list_id);
    await this.connections.sawHook(connection.shop_id, list.webhookUrl);
    const lacking = fieldPlan(list.fields).missing;
    const retyped = retypedFields(list.fields, connection.field_types);
    if (lacking.length + retyped.length === 0) return { lacking, retyped, run: undefined };
    const run = await this.runs.startUnlessOpen({
      kind: 'fields',
      shopId: connection.shop_id,
      step: 'create',
      cursor: { missing: [...lacking, ...retyped].join(',') },
      actor,
    });
    if (run)
      this.logger.warn(
        { shopId: connection.shop_id, lacking, retyped, run: run.id },
        'a connected list lacks fields, or has them with other types',
      );
    return { lacking, retyped, run };
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
