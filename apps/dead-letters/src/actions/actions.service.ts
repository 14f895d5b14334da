import { type Transaction, Transactions } from '@ellity/messaging';
import { type Caller, Keyset, type Page, Problem } from '@ellity/platform';
import { type Run, Runs } from '@ellity/runs';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { actorOf, recordAudit } from '../letters/audit';
import type { LetterFilter } from '../letters/letter-filter';
import { whereOf } from '../letters/letter-filter';
import { type ActionKind, type ActionRow, type EditRule, fitFor, takenState, untypedMax } from './action';
import type { ActionOrderParams, ActionRequest, Selection } from './actions.request';
import type { ActionView, AuditView } from './actions.response';
import { type ActionFacts, actionColumns, actionView } from './action-view';

/** What an action is started with, checked. */
export type NewAction = Pick<ActionRequest, 'kind' | 'why' | 'rate' | 'failedShareMax'> & {
  readonly rules: readonly EditRule[];
  readonly filter: LetterFilter;
  readonly count?: number | undefined;
};

/** Starts, finds and orders what is done with letters. Each is a run; what it means is frozen at its start. */
@Injectable()
export class ActionsService {
  private readonly pages = new Keyset('actions', ['uuid']);
  private readonly auditPages = new Keyset('audit', ['uuid']);

  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly runs: Runs,
  ) {}

  /** Of two that want the same letters at once, each letter goes to one. */
  start(asked: NewAction, caller: Caller, within?: Transaction): Promise<ActionView> {
    const begin = (transaction: Transaction) => this.begin(transaction, asked, caller);
    return within ? begin(within) : this.transactions.run(begin);
  }

  private async begin(transaction: Transaction, asked: NewAction, caller: Caller): Promise<ActionView> {
    const { manager } = transaction;
    const { matched, newest } = await countOf(manager, asked);
    demandCount(asked, matched);
    const id = uuidv7();
    const { kind, why, filter, rate, failedShareMax, rules } = asked;
    const run = await this.runs.startUnlessOpen(
      { kind, shopId: `action-${id}`, step: 'take', cursor: { action: id }, actor: actorOf(caller) },
      transaction,
    );
    const parameters = { rate, failedShareMax, rules };
    await manager.query(
      `insert into actions (id, run_id, kind, actor, why, filter, parameters, newest, matched)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[id, run?.id, kind, actorOf(caller), why, JSON.stringify(filter), JSON.stringify(parameters)],
        ...[newest, matched],
      ],
    );
    const before = { [takenState(kind)]: matched };
    await recordAudit(manager, caller, { what: `${kind}-started`, why, actionId: id, filter, before });
    return this.find(id, manager);
  }

  /** The order and its entry in the audit are there together or not at all. */
  order({ actionId, order }: ActionOrderParams, caller: Caller): Promise<ActionView> {
    return this.transactions.run(async (transaction) => {
      const { manager } = transaction;
      const row = await this.row(manager, actionId);
      if (row.run_id === null || row.outcome !== null)
        throw new Problem(409, 'action-ended', 'The action has ended: nothing is left to be ordered.', [], {
          cs: 'Už to skončilo, není co zastavit.',
          en: 'It has ended already: nothing is left to be stopped.',
        });
      await this.runs.order(row.run_id, order, transaction);
      await recordAudit(manager, caller, { what: `${row.kind}-${order}`, actionId });
      return this.find(actionId, manager);
    });
  }

  async find(id: string, manager: EntityManager = this.dataSource.manager): Promise<ActionView> {
    const rows: ActionFacts[] = await manager.query(`${actionColumns} where a.id = $1`, [id]);
    if (!rows[0]) throw unknownAction();
    return actionView(rows[0]);
  }

  /** The newest first. */
  async page(before: string | undefined, limit: number): Promise<Page<ActionView>> {
    const [last = null] = this.pages.keysOf(before) ?? [];
    const rows: ActionFacts[] = await this.dataSource.query(
      `${actionColumns} where ($1::uuid is null or a.id < $1) order by a.id desc limit $2`,
      [last, limit + 1],
    );
    const { items, next } = this.pages.pageOf(rows, limit, ({ id }) => [id]);
    return { items: items.map(actionView), next };
  }

  /** The newest first. */
  async audit(before: string | undefined, limit: number): Promise<Page<AuditView>> {
    const [last = null] = this.auditPages.keysOf(before) ?? [];
    const rows: (Omit<AuditView, 'at'> & { at: Date })[] = await this.dataSource.query(
      `select id, at, actor, service, what, why, action_id as "actionId", group_id as "groupId",
         letter_id as "letterId", filter, before, after
       from audit where ($1::uuid is null or id < $1) order by id desc limit $2`,
      [last, limit + 1],
    );
    const entries = rows.map((row) => ({ ...row, at: row.at.toISOString() }));
    return this.auditPages.pageOf(entries, limit, ({ id }) => [id]);
  }

  /** The action that a run carries out. */
  ofRun({ cursor }: Run): Promise<ActionRow> {
    return this.row(this.dataSource.manager, String(cursor['action']));
  }

  /** Ends an action, in the transaction of its last chunk. */
  async end(
    { manager }: Transaction,
    row: ActionRow,
    outcome: 'done' | 'cancelled' | 'failed',
    after: object,
  ): Promise<void> {
    await manager.query(
      `update actions set outcome = $2, stopped = null, ended_at = now() where id = $1 and outcome is null`,
      [row.id, outcome],
    );
    await recordAudit(manager, ownCaller, {
      what: `${row.kind}-${outcome === 'done' ? 'finished' : outcome}`,
      actionId: row.id,
      after,
    });
  }

  private async row(manager: EntityManager, id: string): Promise<ActionRow> {
    const rows: ActionRow[] = await manager.query('select * from actions where id = $1', [id]);
    return rows[0] ?? raise();
  }
}

/** What the service does by itself. */
export const ownCaller: Caller = { service: 'dead-letters' };

/** The filter of a request; ids are one more condition. */
export const filterOf = ({ filter, ids }: Selection): LetterFilter => ({
  ...Object.fromEntries(Object.entries(filter ?? {}).filter(([, value]) => value !== undefined)),
  ...(ids ? { ids } : {}),
});

async function countOf(
  manager: EntityManager,
  { kind, filter }: { readonly kind: ActionKind; readonly filter: LetterFilter },
): Promise<{ readonly matched: number; readonly newest: string | null }> {
  const { where, values } = whereOf(filter, { state: takenState(kind) });
  const [row]: { matched: number; newest: string | null }[] = await manager.query(
    `select count(*)::int as matched, max(l.id::text) as newest
     from letters l join groups g on g.id = l.group_id where ${where} and ${fitFor(kind)}`,
    values,
  );
  return row ?? { matched: 0, newest: null };
}

function demandCount({ kind, count }: NewAction, matched: number): void {
  if (matched === 0)
    throw new Problem(
      409,
      'nothing-fits',
      `No letter that is ${takenState(kind)} fits the filter and can be taken: another action may be at them, they may be on hold, or have no way back.`,
      [],
      {
        cs: 'Mezitím není co: zprávy už někdo vyřídil, jsou pozdržené, nebo není, kam je vrátit.',
        en: 'Nothing is left to do: the letters are settled, on hold, or have no way back.',
      },
    );
  if (matched > untypedMax && count === undefined)
    throw new Problem(
      422,
      'count-missing',
      `${matched} letters are meant. For more than ${untypedMax} say how many: count ${matched}.`,
    );
  if (count !== undefined && count !== matched)
    throw new Problem(
      422,
      'count-differs',
      `${matched} letters are meant, not ${count}: look again, then say ${matched}.`,
      [],
      {
        cs: `Mezitím se počet změnil: teď jich odpovídá ${matched}. Okno zavřete, podívejte se znovu a potvrďte nový počet.`,
        en: `The number has changed meanwhile: ${matched} fit now. Close this, look again and confirm the new number.`,
      },
    );
}

const unknownAction = (): Problem =>
  new Problem(
    404,
    'action-unknown',
    'There is no such action. GET /actions and `dlq actions` show those that there are.',
  );
function raise(): never {
  throw unknownAction();
}
