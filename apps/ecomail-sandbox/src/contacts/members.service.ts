import type { ContactStatus } from '@ellity/ecomail';
import { Injectable } from '@nestjs/common';
import { AutomationsService } from '../automations/automations.service';
import { ListsService } from '../lists/lists.service';
import type {
  Actor,
  ContactRow,
  FieldDefinition,
  Fields,
  ListRow,
  MemberRow,
  StatusChange,
} from '../store/rows';
import { listKey, StoreService } from '../store/store.service';
import { TimeService } from '../store/time.service';
import type { ContactInput } from './contact-data';

export interface MemberWrite {
  readonly list: ListRow;
  readonly email: string;
  readonly status: ContactStatus;
  readonly by: Actor;
  readonly fields?: Fields;
  readonly created?: Readonly<Record<string, FieldDefinition>>;
  readonly input?: Pick<ContactInput, 'profile' | 'tags' | 'groups' | 'source'>;
  readonly isConfirmed?: boolean;
  /** The row that this one replaces, where the caller has it at hand; null when there is none. */
  readonly before?: MemberRow | null;
  readonly at?: string;
}

const historyMax = 50;
const isLeft = (status: ContactStatus): boolean => status === 2 || status === 4 || status === 5;

/** Writes contacts and their memberships. Callers commit. */
@Injectable()
export class MembersService {
  constructor(
    private readonly store: StoreService,
    private readonly lists: ListsService,
    private readonly time: TimeService,
    private readonly automations: AutomationsService,
  ) {}

  one(list: ListRow, email: string): MemberRow | undefined {
    return this.store.members.get(listKey(list.accountId, list.id), email);
  }

  contact(accountId: string, email: string): ContactRow | undefined {
    return this.store.contacts.get(accountId, email);
  }

  write(write: MemberWrite): { readonly contact: ContactRow; readonly member: MemberRow } {
    const { list, email, status } = write;
    const at = write.at ?? this.time.iso();
    if (write.created) this.lists.addFields(this.newest(list), write.created);
    const contact = this.writeContact(list.accountId, email, write.input, at);
    const before = write.before === undefined ? this.one(list, email) : (write.before ?? undefined);
    const isChanged = before?.status !== status;
    const member: MemberRow = {
      accountId: list.accountId,
      listId: list.id,
      contactId: contact.id,
      email,
      status,
      fields: write.fields ?? before?.fields ?? {},
      groups: write.input?.groups ?? before?.groups ?? {},
      source: before?.source ?? write.input?.source ?? (write.by === 'visitor' ? 'form' : 'api'),
      subscribedAt: isChanged && (status === 1 || !before) ? at : (before?.subscribedAt ?? at),
      unsubscribedAt: !isLeft(status) ? null : isChanged ? at : (before?.unsubscribedAt ?? at),
      confirmedAt: write.isConfirmed ? at : (before?.confirmedAt ?? null),
      history: isChanged
        ? withChange(before?.history ?? [], { at, status, by: write.by })
        : (before?.history ?? []),
      writtenAt: at,
    };
    this.store.put(this.store.members, member);
    return { contact, member };
  }

  /** Mails that follow from how a contact entered a list. */
  welcome(
    list: ListRow,
    member: MemberRow,
    about: { readonly sendsConfirmation: boolean; readonly startsAutomations: boolean },
  ): void {
    if (about.sendsConfirmation) this.automations.askForConfirmation(this.newest(list), member);
    else if (about.startsAutomations) this.automations.welcome(this.newest(list), member);
  }

  /** Fields may have been added since the row was read. */
  newest(list: ListRow): ListRow {
    return this.store.lists.get(`${list.accountId}/${list.id}`) ?? list;
  }

  private writeContact(
    accountId: string,
    email: string,
    input: MemberWrite['input'],
    at: string,
  ): ContactRow {
    const before = this.contact(accountId, email);
    const isSame =
      before && (!input || (Object.keys(input.profile).length === 0 && input.tags === undefined));
    if (isSame) return before;
    const row: ContactRow = {
      accountId,
      id: before?.id ?? this.store.next('contact'),
      email,
      profile: { ...before?.profile, ...input?.profile },
      tags: input?.tags ?? before?.tags ?? [],
      insertedAt: before?.insertedAt ?? at,
    };
    this.store.put(this.store.contacts, row);
    return row;
  }
}

function withChange(history: readonly StatusChange[], change: StatusChange): readonly StatusChange[] {
  return [...history, change].slice(-historyMax);
}
