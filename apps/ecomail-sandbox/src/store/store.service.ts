import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { join } from 'node:path';
import { type SandboxOptions, sandboxOptions } from '../config';
import { ChangeLog } from './change-log';
import type {
  AccountRow,
  ContactRow,
  EventRow,
  InboxRow,
  ListRow,
  MailRow,
  MemberRow,
  NoticeRow,
  SettingRow,
} from './rows';
import { PairTable } from './pair-table';
import { Table } from './table';

const seriesPrefix = 'series:';

/** What both kinds of tables have. */
interface Rows<Row> {
  readonly name: string;
  put(row: Row): void;
  remove(id: string): void;
}

type Record = readonly [table: string, row: unknown, removedId?: string];

export const contactId = (accountId: string, email: string): string => `${accountId}/${email}`;
export const listKey = (accountId: string, listId: number): string => `${accountId}/${listId}`;
export const memberId = (accountId: string, listId: number, email: string): string =>
  `${accountId}/${listId}/${email}`;

/**
 * All that the sandbox knows, in memory, and with a data directory also in a log of changes. Everything put since the
 * last `commit` becomes one line of the log, so a call is kept in full or not at all; handlers commit before they
 * answer.
 */
@Injectable()
export class StoreService implements OnApplicationShutdown {
  readonly accounts = new Table<AccountRow>('account', (row) => row.id);
  readonly lists = new Table<ListRow>(
    'list',
    (row) => listKey(row.accountId, row.id),
    (row) => row.accountId,
  );
  readonly contacts = new PairTable<ContactRow>(
    'contact',
    (row) => row.accountId,
    (row) => row.email,
    1,
  );
  readonly members = new PairTable<MemberRow>(
    'member',
    (row) => listKey(row.accountId, row.listId),
    (row) => row.email,
    2,
  );
  readonly events = new Table<EventRow>(
    'event',
    (row) => String(row.id),
    (row) => contactId(row.accountId, row.email),
  );
  readonly mails = new Table<MailRow>(
    'mail',
    (row) => String(row.id),
    (row) => contactId(row.accountId, row.email),
  );
  readonly notices = new Table<NoticeRow>('notice', (row) => String(row.id));
  readonly inbox = new Table<InboxRow>('inbox-mail', (row) => String(row.id));
  readonly settings = new Table<SettingRow>('setting', (row) => row.name);

  private readonly tables = [
    this.accounts,
    this.lists,
    this.contacts,
    this.members,
    this.events,
    this.mails,
    this.notices,
    this.inbox,
    this.settings,
  ] as readonly (Rows<unknown> & { readonly size: number; all(): Iterable<unknown>; clear(): void })[];
  /** How many rows stay of tables that grow with every call. */
  private readonly limits: readonly {
    readonly table: Rows<unknown> & { readonly size: number; oldestId(): string | undefined };
    readonly max: number;
  }[];
  private readonly log: ChangeLog | undefined;
  private pending: Record[] = [];
  private readonly series = new Map<string, number>();
  /** Series that moved on since the last commit. */
  private readonly advanced = new Set<string>();

  constructor(@Inject(sandboxOptions) options: SandboxOptions) {
    this.limits = [
      { table: this.events, max: options.eventsKept },
      { table: this.mails, max: options.mailsKept },
    ];
    if (options.dataDir !== undefined) this.log = new ChangeLog(join(options.dataDir, 'changes.jsonl'));
  }

  put<Row>(table: Rows<Row>, row: Row): void {
    table.put(row);
    if (this.log) this.pending.push([table.name, row]);
    this.forgetOldest(table);
  }

  /** Of what only ever grows, the newest stay. */
  private forgetOldest<Row>(table: Rows<Row>): void {
    const limit = this.limits.find((one) => one.table === table);
    const oldest = limit && limit.table.size > limit.max ? limit.table.oldestId() : undefined;
    if (oldest !== undefined) this.remove(table, oldest);
  }

  remove<Row>(table: Rows<Row>, id: string): void {
    table.remove(id);
    if (this.log) this.pending.push([table.name, null, id]);
  }

  commit(): void {
    for (const name of this.advanced)
      this.put(this.settings, { name: seriesPrefix + name, value: this.series.get(name) });
    this.advanced.clear();
    if (!this.log || this.pending.length === 0) return;
    const records = this.pending;
    this.pending = [];
    this.log.append(JSON.stringify(records));
  }

  /** The next number of a series, from 1. It is never given twice, not even after its row was removed. */
  next(series: string): number {
    const value = (this.series.get(series) ?? 0) + 1;
    this.series.set(series, value);
    this.advanced.add(series);
    return value;
  }

  /** Reads what earlier runs left, and makes the log short again when most of it was overtaken. */
  async load(): Promise<void> {
    if (!this.log) return;
    const byName = new Map(this.tables.map((table) => [table.name, table]));
    let records = 0;
    await this.log.read((line) => {
      for (const [name, row, removedId] of line as readonly Record[]) {
        records += 1;
        if (removedId === undefined) byName.get(name)?.put(row);
        else byName.get(name)?.remove(removedId);
      }
    });
    for (const { name, value } of this.settings.all()) {
      if (name.startsWith(seriesPrefix)) this.series.set(name.slice(seriesPrefix.length), Number(value));
    }
    const rows = this.tables.reduce((sum, table) => sum + table.size, 0);
    if (records > 2 * rows + 10_000) this.log.replace(this.lines());
  }

  /** Forgets everything. */
  clear(): void {
    for (const table of this.tables) table.clear();
    this.series.clear();
    this.advanced.clear();
    this.pending = [];
    this.log?.replace([]);
  }

  onApplicationShutdown(): void {
    this.commit();
    this.log?.close();
  }

  private *lines(): Iterable<string> {
    for (const table of this.tables) for (const row of table.all()) yield JSON.stringify([[table.name, row]]);
  }
}
