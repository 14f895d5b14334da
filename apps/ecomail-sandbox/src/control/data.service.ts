import { Problem } from '@ellity/platform';
import { Injectable } from '@nestjs/common';
import { AccountsService } from '../api/accounts.service';
import { emailKey } from '../contacts/contact-data';
import { ListsService } from '../lists/lists.service';
import type { EventRow, MailRow, MemberRow } from '../store/rows';
import { contactId, StoreService } from '../store/store.service';
import { contactView, eventView, membershipView } from './views';

export interface DataQuery {
  readonly account?: string;
  readonly list?: string;
  readonly email?: string;
  readonly label?: string;
  /** Only what came at this time (ISO) or later. */
  readonly since?: string;
  /** Part of an address or of a field's value. */
  readonly q?: string;
}

/** Contacts, events, mails and webhook deliveries to look at, oldest first. */
@Injectable()
export class DataService {
  constructor(
    private readonly store: StoreService,
    private readonly accounts: AccountsService,
    private readonly lists: ListsService,
  ) {}

  contacts(query: DataQuery): readonly MemberRow[] {
    const accountId = this.accounts.one(query.account).id;
    const lists = query.list ? [this.lists.known(accountId, query.list)] : this.lists.ofAccount(accountId);
    const members = lists.flatMap((list) => [...this.lists.members(list).values()]);
    const q = query.q?.trim().toLowerCase();
    if (!q) return members;
    return members.filter(
      ({ email, fields }) =>
        email.includes(q) || Object.values(fields).some((value) => String(value).toLowerCase().includes(q)),
    );
  }

  membership(member: MemberRow) {
    return membershipView(member, this.store.lists.get(`${member.accountId}/${member.listId}`));
  }

  contact(account: string | undefined, email: string) {
    const accountId = this.accounts.one(account).id;
    const contact = this.store.contacts.get(accountId, emailKey(email));
    if (!contact) throw new Problem(404, 'contact-unknown', 'The account has no contact with this address.');
    return contactView(contact, this.lists.memberships(accountId, contact.email));
  }

  events(query: DataQuery): readonly EventRow[] {
    return this.matching(this.store.events, query);
  }

  event(event: EventRow, query: DataQuery) {
    return eventView(event, query.list ? Number(query.list) : undefined);
  }

  mails(query: DataQuery): readonly MailRow[] {
    return this.matching(this.store.mails, query).filter(
      ({ listId }) => !query.list || listId === Number(query.list),
    );
  }

  notices(query: DataQuery) {
    const accountId = this.accounts.one(query.account).id;
    return [...this.store.notices.all()].filter((notice) => notice.accountId === accountId);
  }

  private matching<Row extends EventRow | MailRow>(
    table: { all(): Iterable<Row>; group(name: string): ReadonlyMap<string, Row> },
    { account, email, label, since, q }: DataQuery,
  ): readonly Row[] {
    const accountId = this.accounts.one(account).id;
    const rows: Row[] = [
      ...(email ? table.group(contactId(accountId, emailKey(email))).values() : table.all()),
    ];
    const from = since === undefined || since === '' ? undefined : isoOf(since);
    return rows.filter(
      (row) =>
        row.accountId === accountId &&
        (!label || row.label === label) &&
        (from === undefined || row.at >= from) &&
        (!q || row.email.includes(q.trim().toLowerCase())),
    );
  }
}

function isoOf(since: string): string {
  const time = Date.parse(since);
  if (Number.isNaN(time)) {
    throw new Problem(400, 'request-invalid', 'The time cannot be read.', [
      { field: 'since', problem: 'must be a time such as 2026-01-20T10:00:00Z' },
    ]);
  }
  return new Date(time).toISOString();
}
