import { Problem } from '@ellity/platform';
import type { FieldType } from '@ellity/ecomail';
import { Injectable } from '@nestjs/common';
import { errorsAnswer, messageAnswer, Refusal } from '../api/refusal';
import type { FieldDefinition, ListRow, MemberRow } from '../store/rows';
import { listKey, memberId, StoreService } from '../store/store.service';
import { TimeService } from '../store/time.service';
import { SwitchesService } from '../switches/switches.service';
import { pageNames } from './list-shapes';

type Sent = Readonly<Record<string, unknown>>;

/** The lists of accounts with their fields. Every change is kept when the method returns. */
@Injectable()
export class ListsService {
  constructor(
    private readonly store: StoreService,
    private readonly switches: SwitchesService,
    private readonly time: TimeService,
  ) {}

  ofAccount(accountId: string): readonly ListRow[] {
    return [...this.store.lists.group(accountId).values()];
  }

  /** `id` as it stands in a path. */
  one(accountId: string, id: string): ListRow {
    const list = this.store.lists.get(listKey(accountId, Number(id)));
    if (list) return list;
    switch (this.switches.values.unknownList) {
      case '404':
        throw errorsAnswer(404, 'List was not found');
      case '404-message':
        throw messageAnswer(404, 'List not found');
      case '422':
        throw new Refusal(422, { errors: { list_id: ['The selected list id is invalid.'] } });
      case '200':
        throw errorsAnswer(200, 'List was not found');
    }
  }

  /** For the control API, which answers in its own form. */
  known(accountId: string, id: string): ListRow {
    const list = this.store.lists.get(listKey(accountId, Number(id)));
    if (list) return list;
    throw new Problem(
      404,
      'list-unknown',
      `There is no list ${id} in account ${accountId}. GET /_sandbox/lists shows them.`,
    );
  }

  members(list: ListRow): ReadonlyMap<string, MemberRow> {
    return this.store.members.group(listKey(list.accountId, list.id));
  }

  create(accountId: string, sent: Sent): ListRow {
    const name = this.nameFrom(accountId, sent, undefined);
    const list: ListRow = {
      accountId,
      id: this.store.next(`list:${accountId}`),
      name,
      ...settingsFrom(sent, emptySettings),
      fields: {},
      webhookUrl: null,
      createdAt: this.time.iso(),
    };
    return this.save(list);
  }

  update(list: ListRow, sent: Sent): ListRow {
    return this.save({
      ...list,
      name: this.nameFrom(list.accountId, sent, list.id),
      ...settingsFrom(sent, list),
    });
  }

  change(list: ListRow, change: Partial<Pick<ListRow, 'webhookUrl' | 'isDoubleOptIn' | 'name'>>): ListRow {
    return this.save({ ...list, ...change });
  }

  /** Part of a larger change: the caller commits. */
  addFields(list: ListRow, created: Readonly<Record<string, FieldDefinition>>): ListRow {
    if (Object.keys(created).length === 0) return list;
    const row = { ...list, fields: { ...list.fields, ...created } };
    this.store.put(this.store.lists, row);
    return row;
  }

  /** The field and its values are gone for good. */
  removeField(list: ListRow, key: string): ListRow {
    for (const member of [...this.members(list).values()]) {
      if (!Object.hasOwn(member.fields, key)) continue;
      this.store.put(this.store.members, { ...member, fields: without(member.fields, key) });
    }
    return this.save({ ...list, fields: without(list.fields, key) });
  }

  /** The field has another type from now on; what it held stays as it is. */
  retypeField(list: ListRow, key: string, type: FieldType): ListRow {
    const { [key]: field } = list.fields;
    return field ? this.save({ ...list, fields: { ...list.fields, [key]: { ...field, type } } }) : list;
  }

  /** Its members go with it; the contacts stay in the account. */
  remove(list: ListRow): void {
    for (const member of [...this.members(list).values()]) {
      this.store.remove(this.store.members, memberId(list.accountId, list.id, member.email));
    }
    this.store.remove(this.store.lists, listKey(list.accountId, list.id));
    this.store.commit();
  }

  /** Every list that an address is in. */
  memberships(
    accountId: string,
    email: string,
  ): readonly { readonly list: ListRow; readonly member: MemberRow }[] {
    if (!this.store.contacts.get(accountId, email)) return [];
    return this.ofAccount(accountId).flatMap((list) => {
      const member = this.store.members.get(listKey(accountId, list.id), email);
      return member ? [{ list, member }] : [];
    });
  }

  private nameFrom(accountId: string, sent: Sent, ownId: number | undefined): string {
    const name = typeof sent['name'] === 'string' ? sent['name'].trim() : '';
    if (name === '') throw new Refusal(422, { errors: { name: ['The name field is required.'] } });
    const isTaken = this.ofAccount(accountId).some((list) => list.name === name && list.id !== ownId);
    if (isTaken && this.switches.values.listNames === 'unique') {
      throw new Refusal(422, { errors: { name: ['The name has already been taken.'] } });
    }
    return name;
  }

  private save(list: ListRow): ListRow {
    this.store.put(this.store.lists, list);
    this.store.commit();
    return list;
  }
}

type Settings = Pick<ListRow, 'fromName' | 'fromEmail' | 'replyTo' | 'pages' | 'isDoubleOptIn'>;

const emptySettings: Settings = {
  fromName: null,
  fromEmail: null,
  replyTo: null,
  pages: {},
  isDoubleOptIn: false,
};

function settingsFrom(sent: Sent, before: Settings): Settings {
  const text = (name: string, otherwise: string | null): string | null => {
    const value = sent[name];
    return typeof value === 'string' ? value : value === null ? null : otherwise;
  };
  const doubleOptIn = sent['double_optin'];
  return {
    fromName: text('from_name', before.fromName),
    fromEmail: text('from_email', before.fromEmail),
    replyTo: text('reply_to', before.replyTo),
    pages: Object.fromEntries(pageNames.map((name) => [name, text(name, before.pages[name] ?? null)])),
    isDoubleOptIn:
      doubleOptIn === undefined ? before.isDoubleOptIn : [true, 1, '1'].some((yes) => yes === doubleOptIn),
  };
}

function without<Value>(
  fields: Readonly<Record<string, Value>>,
  key: string,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== key));
}
