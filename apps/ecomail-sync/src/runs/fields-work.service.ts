import type { Transaction } from '@ellity/messaging';
import { Problem } from '@ellity/platform';
import type { Chunk, Run, RunWork } from '@ellity/runs';
import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service';
import type { ConnectionRow } from '../connection/connection-row';
import { ConnectionMovesService } from '../connection/stages/connection-moves.service';
import { ConnectionsService } from '../connection/connections.service';
import { ListSetupService } from '../connection/list-setup.service';
import { fieldPlan } from '../fields/field-plan';
import { AccountChecksService } from './activation/account-checks.service';
import { ContactMarksService } from './contact-marks.service';

/**
 * Brings fields to a list that is connected already: a field that is new with us, or one that was deleted
 * there, or that has another type now.
 * Afterwards every contact is written, so that the field has its values. Automations see none of it.
 */
@Injectable()
export class FieldsWorkService implements RunWork {
  readonly kind = 'fields';

  constructor(
    private readonly accounts: AccountsService,
    private readonly checks: AccountChecksService,
    private readonly connections: ConnectionsService,
    private readonly moves: ConnectionMovesService,
    private readonly setup: ListSetupService,
    private readonly marks: ContactMarksService,
  ) {}

  prepare(run: Run): Promise<Chunk> {
    return run.step === 'create' ? this.createFields(run) : this.markContacts(run);
  }

  /** A field that was there and cannot be had again would leave e-mails empty: the connection waits for the merchant. */
  async gaveUp(transaction: Transaction, run: Run, code: string): Promise<void> {
    const connection = await this.connections.find(run.shop_id, transaction.manager);
    const missing = missingIn(run);
    if (connection?.state !== 'active' || run.step !== 'create') return;
    if (missing.some((name) => name in connection.field_types))
      await this.moves.move(
        transaction,
        run.shop_id,
        'stopped',
        { state: 'paused', reason: 'fields-missing' },
        { actor: null, detail: missing.join(', ') },
      );
    else await this.connections.remark(transaction.manager, run.shop_id, missingRemark(missing, code));
  }

  private async createFields(run: Run): Promise<Chunk> {
    const connection = await this.connected(run.shop_id);
    const account = this.accounts.ofConnection(connection);
    const types = await this.checks.runAgain(() => this.setup.addFields(account, connection.list_id, run.id));
    return {
      next: 'contacts',
      cursor: { after: null },
      record: async ({ manager }) => {
        await this.connections.recordFields(manager, run.shop_id, types);
        for (const remark of fieldPlan(types).remarks)
          await this.connections.remark(manager, run.shop_id, remark);
        return {};
      },
    };
  }

  private async markContacts(run: Run): Promise<Chunk> {
    const total = run.total ?? (await this.marks.count(run.shop_id));
    return {
      next: 'contacts',
      cursor: run.cursor,
      total,
      record: async (transaction) => {
        const after = run.cursor['after'];
        const marked = await this.marks.markSome(
          transaction.manager,
          run.shop_id,
          typeof after === 'string' ? after : null,
          false,
        );
        this.connections.wakeAfter(transaction, run.shop_id);
        return {
          done: marked.done,
          cursor: { after: marked.after },
          next: marked.after === null ? null : 'contacts',
        };
      },
    };
  }

  private async connected(shopId: string): Promise<ConnectionRow> {
    const connection = await this.connections.find(shopId);
    if (connection && connection.state !== 'inactive') return connection;
    throw new Problem(404, 'no-connection', 'This shop has no connection (any more).');
  }
}

/** The fields that the run was started for. */
export const missingIn = (run: Run): string[] =>
  String(run.cursor['missing'] ?? '')
    .split(',')
    .filter(Boolean);

const missingRemark = (missing: readonly string[], code: string): string =>
  `the list lacks ${missing.join(', ')}, and Ecomail did not create them (${code}); create them by hand or activate again`;
