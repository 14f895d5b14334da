import { Transactions } from '@ellity/messaging';
import { type Caller, Keyset, type Page, Problem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { adviceOf } from '../letters/advice';
import { recordAudit } from '../letters/audit';
import type { GroupCounts, GroupView, Stats } from './groups.response';
import type { GroupChange, GroupsQuery } from './letters.request';

type GroupRow = GroupCounts & {
  readonly id: string;
  readonly service: string;
  readonly queue: string;
  readonly type: string;
  readonly code: string;
  readonly message: string;
  readonly frames: string;
  readonly note: string | null;
  readonly is_on_hold: boolean;
  readonly first_at: Date;
  readonly last_at: Date;
  readonly seen_at: Date | null;
  readonly hours: { readonly hour: string; readonly letters: number }[];
};

export type GrownGroup = Pick<GroupRow, 'id' | 'queue' | 'code' | 'open'>;
const grownMax = 50;

const select = `
  select g.*, (select coalesce(json_agg(json_build_object('hour', h.hour, 'letters', h.letters) order by h.hour), '[]')
    from group_hours h where h.group_id = g.id and h.hour > now() - interval '24 hours') as hours
  from groups g`;
const sums = ['open', 'taken', 'delivered', 'discarded']
  .map((state) => `coalesce(sum(${state}), 0)::int as ${state}`)
  .join(', ');

/** Groups of letters that failed alike, and what operators note about them. */
@Injectable()
export class GroupsService {
  private readonly pages = new Keyset('groups', ['instant', 'uuid']);

  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
  ) {}

  /** Those that grew last come first. */
  async page({ limit, before, all }: GroupsQuery): Promise<Page<GroupView>> {
    const [at = null, id = null] = this.pages.keysOf(before) ?? [];
    const rows: (GroupRow & { place: string })[] = await this.dataSource.query(
      `${select.replace('select g.*', `select g.*, to_char(g.last_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place`)}
       where ($1::boolean or g.open > 0) and ($2::timestamptz is null or g.last_at < $2 or (g.last_at = $2 and g.id > $3::uuid))
       order by g.last_at desc, g.id limit $4`,
      [all === true, at, id, limit + 1],
    );
    const { items, next } = this.pages.pageOf(rows, limit, (row) => [row.place, row.id]);
    return { items: items.map(groupView), next };
  }

  /** Whoever asks has seen it. */
  async show(id: string): Promise<GroupView> {
    await this.dataSource.query('update groups set seen_at = now() where id = $1 and seen_at is null', [id]);
    return groupView(await this.find(this.dataSource.manager, id));
  }

  async change(id: string, { note, isOnHold }: GroupChange, caller: Caller): Promise<GroupView> {
    return this.transactions.run(async ({ manager }) => {
      const before = await this.find(manager, id);
      await manager.query(
        `update groups set note = case when $2 then $3 else note end, is_on_hold = coalesce($4, is_on_hold),
           seen_at = coalesce(seen_at, now()) where id = $1`,
        [id, note !== undefined, note === '' ? null : note, isOnHold ?? null],
      );
      const after = await this.find(manager, id);
      await recordAudit(manager, caller, {
        what: 'group-changed',
        groupId: id,
        before: { isOnHold: before.is_on_hold, hasNote: before.note !== null },
        after: { isOnHold: after.is_on_hold, hasNote: after.note !== null },
      });
      return groupView(after);
    });
  }

  async stats(): Promise<Stats> {
    const [[all], queues, [unseen]] = await Promise.all([
      this.dataSource.query<(GroupCounts & { groups: number })[]>(
        `select ${sums}, count(*) filter (where open > 0)::int as groups from groups`,
      ),
      this.dataSource.query<(GroupCounts & { queue: string })[]>(
        `select queue, ${sums} from groups group by queue order by queue`,
      ),
      this.dataSource.query<{ groups: number; oldest: Date | null }[]>(
        `select count(*)::int as groups, min(first_at) as oldest from groups where open > 0 and seen_at is null`,
      ),
    ]);
    return {
      counts: countsOf(all),
      groups: all?.groups ?? 0,
      unseenGroups: unseen?.groups ?? 0,
      oldestUnseenAt: unseen?.oldest?.toISOString() ?? null,
      queues: queues.map((row) => ({ queue: row.queue, counts: countsOf(row) })),
    };
  }

  /** Those with an open letter that a letter came to last. */
  grownLast(): Promise<GrownGroup[]> {
    return this.dataSource.query(
      `select id, queue, code, open from groups where open > 0 order by last_at desc, id limit ${grownMax}`,
    );
  }

  private async find(manager: EntityManager, id: string): Promise<GroupRow> {
    const [row]: GroupRow[] = await manager.query(`${select} where g.id = $1`, [id]);
    if (!row)
      throw new Problem(
        404,
        'group-unknown',
        'There is no such group. GET /groups shows those that there are.',
      );
    return row;
  }
}

const countsOf = (row: GroupCounts | undefined): GroupCounts => ({
  open: row?.open ?? 0,
  taken: row?.taken ?? 0,
  delivered: row?.delivered ?? 0,
  discarded: row?.discarded ?? 0,
});

const groupView = (row: GroupRow): GroupView => ({
  id: row.id,
  service: row.service,
  queue: row.queue,
  type: row.type,
  code: row.code,
  message: row.message,
  frames: row.frames,
  why: adviceOf(row.code).why,
  counts: countsOf(row),
  hours: row.hours.map(({ hour, letters }) => ({ hour: new Date(hour).toISOString(), letters })),
  note: row.note,
  isOnHold: row.is_on_hold,
  isSeen: row.seen_at !== null,
  firstAt: row.first_at.toISOString(),
  lastAt: row.last_at.toISOString(),
});
