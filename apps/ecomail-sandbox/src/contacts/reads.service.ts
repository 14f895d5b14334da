import { ecomailLimits, type MemberStatusWord, type WirePage } from '@ellity/ecomail';
import { Injectable } from '@nestjs/common';
import { Refusal } from '../api/refusal';
import { ListsService } from '../lists/lists.service';
import type { ListRow, MemberRow } from '../store/rows';
import { SwitchesService } from '../switches/switches.service';
import { emailKey } from './contact-data';
import { globalAnswer, memberAnswer, memberRowAnswer } from './contact-shapes';
import { MembersService } from './members.service';
import { missingContact } from './refused-contacts';

type Query = Readonly<Record<string, unknown>>;

const statusesOfWord: Readonly<Record<MemberStatusWord, readonly number[]>> = {
  subscribed: [1],
  unsubscribed: [2],
  not_confirmed: [6],
  bounced: [3, 4],
  complained: [5],
};

/** The calls that read contacts: section 4.7 of docs/ecomail.md. */
@Injectable()
export class ReadsService {
  constructor(
    private readonly lists: ListsService,
    private readonly members: MembersService,
    private readonly switches: SwitchesService,
  ) {}

  member(list: ListRow, email: string) {
    const member = this.members.one(list, email);
    const contact = member && this.members.contact(list.accountId, email);
    if (!contact) throw missingContact(this.switches.values.unknownMember, email);
    return { subscriber: memberAnswer(member, contact, list, this.switches.values) };
  }

  global(accountId: string, email: string) {
    const contact = this.members.contact(accountId, email);
    if (!contact) throw missingContact(this.switches.values.unknownMember, email);
    return globalAnswer(contact, this.lists.memberships(accountId, email), this.switches.values);
  }

  /** A status that is no known word counts as `subscribed`, without a word. `here`: the address of this call. */
  page(
    list: ListRow,
    query: Query,
    here: URL,
  ): WirePage<unknown> & { readonly next_page_url: string | null } {
    const { page, perPage } = pageFrom(
      query,
      20,
      ecomailLimits.membersPerPage,
      this.switches.values.pageTooLong,
    );
    const word = typeof query['status'] === 'string' ? query['status'] : 'subscribed';
    const statuses = Object.hasOwn(statusesOfWord, word)
      ? statusesOfWord[word as MemberStatusWord]
      : statusesOfWord.subscribed;
    const rows = [...this.lists.members(list).values()].filter(({ status }) => statuses.includes(status));
    const { memberOrder } = this.switches.values;
    rows.sort((a, b) =>
      memberOrder === 'oldest-first' ? a.contactId - b.contactId : b.contactId - a.contactId,
    );
    const shown = pageOf(this.inSpellings(rows), page, perPage, (member) => this.row(member, list));
    const next = new URL(here);
    if (query['status'] !== undefined) next.searchParams.set('status', word);
    next.searchParams.set('per_page', String(perPage));
    next.searchParams.set('page', String(page + 1));
    return { ...shown, next_page_url: page < shown.last_page ? next.href : null };
  }

  /** An old import left contacts behind that differ by case only; the API takes both for the same. */
  private inSpellings(rows: readonly MemberRow[]): readonly MemberRow[] {
    const [first] = rows;
    if (this.switches.values.listedSpellings === 'one' || !first) return rows;
    const capital = first.email.slice(0, 1).toUpperCase() + first.email.slice(1);
    return [first, { ...first, email: capital }, ...rows.slice(1)];
  }

  private row(member: MemberRow, list: ListRow): unknown {
    const contact = this.members.contact(list.accountId, emailKey(member.email));
    return contact ? memberRowAnswer(member, contact, list, this.switches.values) : {};
  }
}

export function pageFrom(query: Query, usual: number, max: number, tooLong: 'cap' | 'refuse') {
  const number = (name: string, otherwise: number): number => {
    const value = Number(query[name] ?? otherwise);
    return Number.isInteger(value) && value > 0 ? value : otherwise;
  };
  const perPage = number('per_page', usual);
  if (perPage > max && tooLong === 'refuse') {
    throw new Refusal(422, { errors: { per_page: [`The per page may not be greater than ${max}.`] } });
  }
  return { page: number('page', 1), perPage: Math.min(perPage, max) };
}

export function pageOf<Row, Shown>(
  rows: readonly Row[],
  page: number,
  perPage: number,
  show: (row: Row) => Shown,
): WirePage<Shown> & {
  readonly last_page: number;
  readonly from: number | null;
  readonly to: number | null;
} {
  const start = (page - 1) * perPage;
  const data = rows.slice(start, start + perPage).map(show);
  return {
    current_page: page,
    data,
    per_page: perPage,
    total: rows.length,
    last_page: Math.max(1, Math.ceil(rows.length / perPage)),
    from: data.length === 0 ? null : start + 1,
    to: data.length === 0 ? null : start + data.length,
  };
}
