import type { ContactStatus, FieldType, PlainFieldValue } from '@ellity/ecomail';

/** The rows of the sandbox. They are never changed in place: a new version replaces the old one. Times are ISO, UTC. */

export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly createdAt: string;
}

export interface FieldDefinition {
  readonly type: FieldType;
  readonly name: string;
}

export interface ListRow {
  readonly accountId: string;
  readonly id: number;
  readonly name: string;
  readonly fromName: string | null;
  readonly fromEmail: string | null;
  readonly replyTo: string | null;
  readonly pages: Readonly<Record<string, string | null>>;
  readonly isDoubleOptIn: boolean;
  readonly fields: Readonly<Record<string, FieldDefinition>>;
  readonly webhookUrl: string | null;
  readonly createdAt: string;
}

export type Profile = Readonly<Record<string, string | null>>;

/** A person in an account, whatever lists they are in. */
export interface ContactRow {
  readonly accountId: string;
  readonly id: number;
  readonly email: string;
  readonly profile: Profile;
  readonly tags: readonly string[];
  readonly insertedAt: string;
}

export type Fields = Readonly<Record<string, PlainFieldValue>>;

export interface StatusChange {
  readonly at: string;
  readonly status: ContactStatus;
  /** Who did it: `api`, `visitor`, `merchant`, `system`. */
  readonly by: Actor;
}
export type Actor = 'api' | 'visitor' | 'merchant' | 'system';

/** A contact in one list. */
export interface MemberRow {
  readonly accountId: string;
  readonly listId: number;
  readonly contactId: number;
  readonly email: string;
  readonly status: ContactStatus;
  readonly fields: Fields;
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly source: string;
  readonly subscribedAt: string;
  readonly unsubscribedAt: string | null;
  readonly confirmedAt: string | null;
  /** The newest 50 changes, oldest first. */
  readonly history: readonly StatusChange[];
  readonly writtenAt: string;
}

/** What a list held about a contact at one moment. */
export interface MembershipSnapshot {
  readonly listId: number;
  readonly status: ContactStatus;
  readonly fields: Fields;
}

/** An accepted tracker event, with the contact's fields as they were at that moment. */
export interface EventRow {
  readonly accountId: string;
  readonly id: number;
  readonly email: string;
  readonly category: string | null;
  readonly action: string | null;
  readonly label: string | null;
  readonly property: string | null;
  readonly value: string | null;
  readonly at: string;
  readonly memberships: readonly MembershipSnapshot[];
}

export interface MailRow {
  readonly accountId: string;
  readonly id: number;
  readonly kind: 'automation' | 'confirmation';
  readonly label: string | null;
  readonly eventId: number | null;
  readonly pipelineId: number | null;
  readonly listId: number;
  readonly email: string;
  readonly subject: string;
  readonly body: string;
  /** The values that the merge tags took. */
  readonly fields: Fields;
  readonly at: string;
}

/** One webhook delivery to the address of a list and what came back. */
export interface NoticeRow {
  readonly accountId: string;
  readonly id: number;
  readonly listId: number;
  readonly url: string;
  readonly body: string;
  readonly attempts: readonly { readonly at: string; readonly ms: number; readonly outcome: string }[];
  readonly state: 'waiting' | 'delivered' | 'failed';
}

/** A system e-mail that came by SMTP. */
export interface InboxRow {
  readonly id: number;
  readonly from: string;
  /** Whom the SMTP dialogue named, blind copies included. */
  readonly to: readonly string[];
  /** The addressees as the message itself names them. */
  readonly recipients: string;
  readonly replyTo: string | null;
  readonly subject: string;
  readonly text: string | null;
  readonly html: string | null;
  readonly attachments: readonly {
    readonly name: string | null;
    readonly type: string;
    readonly bytes: number;
  }[];
  readonly headers: readonly string[];
  /** Of text and HTML together. */
  readonly bytes: number;
  readonly at: string;
}

/** A single remembered value: a switch, a fault, the next number of a series. */
export interface SettingRow {
  readonly name: string;
  readonly value: unknown;
}
