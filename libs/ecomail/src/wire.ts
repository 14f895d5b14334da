/**
 * The bodies of Ecomail's API as they travel. Only what its reference names is here. Where Ecomail is known to answer
 * an id or a count now as a number and now as a string, the type says both; the client's results say one.
 */

export type Id = string | number;

/** 1 subscribed, 2 unsubscribed, 3 soft bounce (old reference only), 4 hard bounce, 5 complained, 6 unconfirmed. */
export type ContactStatus = 1 | 2 | 3 | 4 | 5 | 6;

export type FieldType = 'string' | 'date' | 'json' | 'int' | 'url';

export type PlainFieldValue = string | number | null;

/** A plain value makes a `string` field on first use; the typed form gives the field its type. */
export type FieldValue = PlainFieldValue | { readonly value: PlainFieldValue; readonly type: FieldType };

export type FieldValues = Readonly<Record<string, FieldValue>>;

/** What may be written about a contact. Tags and groups that are sent replace the stored ones. */
export interface ContactData {
  readonly email: string;
  readonly status?: ContactStatus;
  readonly name?: string;
  readonly surname?: string;
  readonly gender?: 'male' | 'female' | null;
  readonly company?: string;
  readonly street?: string;
  readonly city?: string;
  readonly zip?: string;
  readonly country?: string;
  readonly phone?: string;
  readonly pretitle?: string;
  readonly surtitle?: string;
  readonly birthday?: string;
  readonly nameday?: string;
  readonly vokativ?: string;
  readonly vokativ_s?: string;
  readonly source?: string;
  readonly custom_fields?: FieldValues;
  readonly tags?: readonly string[];
  readonly groups?: Readonly<Record<string, readonly string[]>>;
}

export interface SubscribeBody {
  readonly subscriber_data: ContactData;
  readonly update_existing: boolean;
  readonly resubscribe: boolean;
  readonly skip_confirmation: boolean;
  readonly trigger_autoresponders: boolean;
  readonly trigger_notification: boolean;
}

export interface SubscribeBulkBody {
  readonly subscriber_data: readonly ContactData[];
  readonly update_existing: boolean;
  readonly resubscribe: boolean;
  readonly trigger_autoresponders: boolean;
}

export interface UpdateSubscriberBody {
  readonly email: string;
  readonly subscriber_data: Omit<ContactData, 'email'>;
}

export interface UpdateSubscriberBulkBody {
  readonly subscriber_data: readonly ContactData[];
  readonly allow_resubscribe: boolean;
}

export interface ListInput {
  readonly name: string;
  readonly from_name?: string;
  readonly from_email?: string;
  readonly reply_to?: string;
  readonly sub_success_page?: string | null;
  readonly sub_confirmed_page?: string | null;
  readonly unsub_page?: string | null;
  readonly double_optin?: boolean | null;
  readonly conf_subject?: string | null;
  readonly conf_message?: string | null;
}

export interface WireList extends ListInput {
  readonly id: Id;
}

export interface WireField {
  readonly type: string;
  readonly name: string;
}

export interface WireListDetail extends WireList {
  readonly custom_fields: Readonly<Record<string, WireField>> | readonly never[];
  readonly groups?: unknown;
  readonly segments?: unknown;
  readonly settings?: { readonly webhook?: { readonly url?: string | null } | null } | null;
  readonly active_subscribers?: number;
  /** Czech date, such as `26.6.2018`. */
  readonly created?: string;
}

export const counterNames = [
  'unknown',
  'subscribed',
  'unsubscribed',
  'soft_bounced',
  'hard_bounced',
  'complained',
  'unconfirmed',
] as const;
export type ListCounters = Readonly<Record<(typeof counterNames)[number], number>>;

export interface WireListAnswer {
  readonly list: WireListDetail;
  readonly subscribers: ListCounters;
}

/** Answer of subscribe and update-subscriber. It does not echo custom fields. */
export interface WireContact {
  readonly id: Id;
  readonly email: string;
  readonly name: string | null;
  readonly surname: string | null;
  readonly gender: string | null;
  readonly bounce_soft: number | null;
  readonly bounced_hard?: number | null;
  readonly bounce_hard?: number | null;
  readonly bounce_message: string | null;
  /** No zone; Czech local time. */
  readonly inserted_at: string;
  readonly already_subscribed?: boolean;
}

export interface WireMember {
  readonly id: Id;
  readonly email: string;
  readonly list_id: Id;
  readonly status: Id;
  readonly name?: string | null;
  readonly surname?: string | null;
  readonly tags?: readonly string[];
  readonly rating?: number;
  readonly source?: string | null;
  readonly subscribed_at?: string | null;
  /** Known to be an hour or two early; `unsubscribed_at_utc` is the true one, and may be empty. */
  readonly unsubscribed_at?: string | null;
  readonly subscribed_at_utc?: string | null;
  readonly unsubscribed_at_utc?: string | null;
  readonly custom_fields: Readonly<Record<string, PlainFieldValue>> | readonly never[];
  readonly groups?: unknown;
}

export interface WirePage<Row> {
  readonly current_page: number;
  readonly data: readonly Row[];
  readonly per_page: Id;
  readonly total: Id;
  readonly last_page?: number;
}

/** Only these words work; a number is ignored without a word. */
export const memberStatusWords = [
  'subscribed',
  'unsubscribed',
  'not_confirmed',
  'bounced',
  'complained',
] as const;
export type MemberStatusWord = (typeof memberStatusWords)[number];

export interface EventInput {
  readonly email: string;
  readonly category?: string;
  readonly action?: string;
  readonly label?: string;
  readonly property?: string;
  readonly value?: unknown;
}

/** `value` always comes back as a string. */
export interface WireEvent {
  readonly id: Id;
  readonly email: string;
  readonly category: string | null;
  readonly action: string | null;
  readonly label: string | null;
  readonly property: string | null;
  readonly value: string | null;
  readonly timestamp?: string;
}

export interface WirePipeline {
  readonly id: Id;
  readonly name: string;
  readonly list_id: Id;
  readonly created_at: string;
  readonly updated_at: string;
}

/** Posted to the webhook address of a list. Unsigned, without id and time. */
export interface ListNotice {
  readonly payload: {
    readonly email: string;
    readonly status: 'SUBSCRIBED' | 'UNSUBSCRIBED';
    readonly listId: number;
    readonly campaignId: number | null;
  };
}

/** The limits that the reference states. */
export const ecomailLimits = {
  requestsPerMinute: 1000,
  contactsPerBulk: 3000,
  eventValueCharacters: 20_000,
  customFieldCharacters: 5000,
  tagCharacters: 50,
  tagsCharacters: 2000,
  membersPerPage: 5000,
  eventsPerPage: 100,
} as const;
