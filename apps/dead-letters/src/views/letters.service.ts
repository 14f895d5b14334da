import { Keyset, type Page, Problem, shortenAddresses } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { adviceOf } from '../letters/advice';
import { changesBetween } from '../letters/changes';
import { letterColumns, type LetterRow } from '../letters/letter';
import { groupsWhereOf, type LetterFilter, whereOf } from '../letters/letter-filter';
import { LetterVault } from '../letters/letter-vault';
import { maskedBody, maskedJson } from '../letters/masked-body';
import { besideContract } from './beside-contract';
import { letterView } from './letter-view';
import type { LettersQuery } from './letters.request';
import type {
  LetterAttempt,
  LetterChange,
  LetterInFull,
  LetterReconciliation,
  LettersOfHour,
  LettersOfType,
  LetterView,
} from './letters.response';

type FullRow = LetterRow & { readonly content_sealed: string | null; readonly edited_sealed: string | null };

type PlacedRow = LetterRow & { readonly place: string };

/** Each is the order of an index, so that a page costs as much as it holds, whatever the others are like. */
const orders = {
  arrival: {
    pages: new Keyset('letters', ['uuid']),
    start: [null],
    isAfter: '($2::uuid is null or l.id < $2)',
    by: 'l.id desc',
    keysOf: ({ id }: PlacedRow) => [id],
  },
  time: {
    pages: new Keyset('letters by time', ['instant', 'uuid']),
    start: [null, null],
    isAfter: '($2::timestamptz is null or (l.last_at, l.id) < ($2, $3::uuid))',
    by: 'l.last_at desc, l.id desc',
    keysOf: ({ place, id }: PlacedRow) => [place, id],
  },
};
/** To the microsecond, as a page goes on behind it. */
const timeOf = (column: string): string =>
  `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const othersMax = 20;

const sumOf = (name: string, states: string): string =>
  `coalesce(sum(letters) filter (where state in (${states})), 0)::int as ${name}`;
/** $1 shop, $2 from which hour on they are counted by hour; null: none. */
const countByType = `
  select type, sender, hour, ${sumOf('open', `'open', 'taken'`)}, ${sumOf('delivered', `'delivered'`)},
    ${sumOf('discarded', `'discarded'`)}
  from (
    select type, coalesce(sender, '') as sender, state, count(*) as letters,
      case when occurred_at >= $2::timestamptz then date_trunc('hour', occurred_at, 'UTC') end as hour
    from letters where shop_id = $1 group by 1, 2, 3, 5
    union all
    select type, sender, state, letters, case when hour >= $2 then hour end from letter_totals where shop_id = $1
  ) as counted group by 1, 2, 3 order by 1, 2, 3`;

/** Finds letters and shows them: secrets masked, addresses shortened. */
@Injectable()
export class LettersService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: LetterVault,
  ) {}

  /** The newest first: by when they came, or where times are asked for, by when they failed last. */
  async page({ limit, before, state = 'open', ...filter }: LettersQuery): Promise<Page<LetterView>> {
    const isByTime = filter.since !== undefined || filter.until !== undefined;
    const { pages, isAfter, by, keysOf, start } = isByTime ? orders.time : orders.arrival;
    const groups = await this.groupsOf(filter);
    const { where, values } = whereOf(filter, {
      state,
      values: [limit + 1, ...(pages.keysOf(before) ?? start)],
    });
    const isOfGroups = groups === undefined ? 'true' : `l.group_id = any($${values.push(groups)}::uuid[])`;
    const rows: PlacedRow[] = await this.dataSource.query(
      `select ${letterColumns}, ${timeOf('l.last_at')} as place from letters l
       where ${isAfter} and ${where} and ${isOfGroups} order by ${by} limit $1`,
      values,
    );
    const { items, next } = pages.pageOf(rows, limit, keysOf);
    return { items: items.map(letterView), next };
  }

  private async groupsOf(filter: LetterFilter): Promise<string[] | undefined> {
    const meant = groupsWhereOf(filter);
    if (meant === undefined) return undefined;
    const rows: { id: string }[] = await this.dataSource.query(
      `select id from groups g where ${meant.where}`,
      meant.values,
    );
    return rows.map(({ id }) => id);
  }

  /** Every letter that there was of a shop, in one state each; those that retention deleted are counted still. */
  async reconciliationOf(shopId: string, since?: string): Promise<LetterReconciliation> {
    const hours: LettersOfHour[] = await this.dataSource.query(countByType, [shopId, since ?? null]);
    const types = new Map<string, LettersOfType>();
    for (const { type, sender, open, delivered, discarded } of hours) {
      const name = `${type} ${sender}`;
      const sum = types.get(name) ?? { type, sender, open: 0, delivered: 0, discarded: 0 };
      types.set(name, {
        ...{ type, sender, open: sum.open + open },
        ...{ delivered: sum.delivered + delivered, discarded: sum.discarded + discarded },
      });
    }
    return { types: [...types.values()], hours: since === undefined ? [] : hours };
  }

  /** In full; whoever asks has seen it. */
  async show(id: string): Promise<LetterInFull> {
    const [row]: FullRow[] = await this.dataSource.query(
      `select ${letterColumns}, l.content_sealed, l.edited_sealed from letters l where l.id = $1`,
      [id],
    );
    if (!row) throw unknownLetter();
    await this.dataSource.query(markSeen, [id]);
    const content = row.content_sealed === null ? undefined : this.vault.open(id, row.content_sealed);
    const edited = row.edited_sealed === null ? undefined : this.vault.openEdit(id, row.edited_sealed);
    const body = edited ?? content?.body;
    const { why, next } = adviceOf(row.code);
    return {
      letter: letterView(row),
      body: body ? maskedBody(body) : null,
      headers: Object.fromEntries(
        Object.entries(content?.headers ?? {}).map(([name, value]) => [
          name,
          typeof value === 'string' ? shortenAddresses(value) : value,
        ]),
      ),
      exchange: row.exchange,
      routingKey: row.routing_key,
      stack: row.stack === null ? null : shortenAddresses(row.stack),
      traceId: row.trace_id,
      ...(body ? besideContract(row.type, body) : { contract: null, problems: [] }),
      why,
      next,
      changes: content && edited ? shownChanges(content.body, edited) : [],
      tries: await this.triesOf(id),
      others: await this.othersOf(row),
    };
  }

  private triesOf(id: string): Promise<LetterAttempt[]> {
    return this.dataSource.query<LetterAttempt[]>(
      `select t.action_id as "actionId", t.state, t.code, t.sent_at as "sentAt", t.settled_at as "settledAt",
         a.actor, a.why
       from attempts t join actions a on a.id = t.action_id
       where t.letter_id = $1 order by t.id desc limit 100`,
      [id],
    );
  }

  private async othersOf({ id, shop_id: shop, customer_id: customer }: LetterRow): Promise<LetterView[]> {
    const rows: LetterRow[] = await this.dataSource.query(
      `select ${letterColumns} from letters l
       where l.id <> $1 and l.shop_id = $2 and (l.customer_id = $3
         or l.address_hashes && (select address_hashes from letters where id = $1))
       order by l.id desc limit ${othersMax}`,
      [id, shop, customer],
    );
    return rows.map(letterView);
  }
}

/** Fields of the two bodies, shown as bodies are. */
function shownChanges(before: Buffer, after: Buffer): LetterChange[] {
  return changesBetween(maskedJson(before), maskedJson(after)).map((change) => ({
    field: change.field,
    before: change.before ?? null,
    after: change.after ?? null,
  }));
}

const markSeen = `
  with letter as (
    update letters set seen_at = now() where id = $1 and seen_at is null returning group_id
  )
  update groups set seen_at = coalesce(seen_at, now()) where id = (select group_id from letters where id = $1)`;

export const unknownLetter = (): Problem =>
  new Problem(404, 'letter-unknown', 'There is no such letter. GET /letters shows those that there are.');
