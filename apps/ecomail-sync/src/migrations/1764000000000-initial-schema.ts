import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Connections, the mirror of contacts, the domain events, the journal and the memberships. */
export class InitialSchema1764000000000 implements MigrationInterface {
  /** As databases have recorded it. */
  readonly name = 'FirstSlice1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(connections);
    await runner.query(contacts);
    await runner.query(domainEvents);
    await runner.query(journal);
    await runner.query(roster);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table connections, contacts, domain_events, journal, roster, verifications');
  }
}

const connections = `
  create table connections (
    shop_id text primary key,
    state text not null check (state in ('inactive', 'active', 'paused')),
    reason text,
    sequence bigint not null default 0,
    changed_at timestamptz not null,
    base_url text not null,
    key_sealed text not null,
    key_hash text not null,
    key_tail text not null,
    list_id integer not null,
    list_name text not null,
    list_created text,
    webhook_expected text,
    webhook_seen text,
    language text not null check (language in ('cs', 'en')),
    time_zone text not null,
    unknown_consent text not null check (unknown_consent in ('granted', 'denied')),
    requests_per_minute integer,
    quiet_ms integer not null,
    field_types jsonb not null,
    probes jsonb not null,
    remarks jsonb not null default '[]',
    is_proven boolean not null default false
  );
  comment on table connections is 'A shop''s link to Ecomail. Everything known about the list was seen at the last activation.';
  comment on column connections.list_created is 'With the name it is the list''s identity: ids repeat in other accounts.';
  comment on column connections.requests_per_minute is 'Null: not paced at all; only for the sandbox.';
  comment on column connections.is_proven is 'A bulk write of this connection was read back and was there.';
  create unique index connections_list on connections (key_hash, list_id) where state <> 'inactive';
`;

const contacts = `
  create table contacts (
    shop_id text not null,
    customer_id uuid not null,
    version bigint not null default 1,
    profile_sequence bigint not null default 0,
    profile_event uuid,
    email text,
    first_name text,
    last_name text,
    phone text,
    is_registered boolean,
    customer_group text,
    referral_code text,
    referral_link text,
    consent text,
    credit_sequence bigint not null default 0,
    credit_event uuid,
    balance numeric(12,2),
    next_expiration_on date,
    next_expiration_amount numeric(12,2),
    last_change_amount numeric(14,2),
    last_changed_at timestamptz,
    pin_sequence bigint not null default 0,
    pin_event uuid,
    pin_sealed text,
    warning_sequence bigint not null default 0,
    warning_event uuid,
    expiring_on date,
    expiring_amount numeric(12,2),
    waiting_since timestamptz,
    dirty_since timestamptz,
    quiet_until timestamptz,
    is_known boolean not null default false,
    stored_version bigint not null default 0,
    stored_hash text,
    stored_email text,
    stored_balance numeric(12,2),
    stored_at timestamptz,
    rejected_reason text,
    primary key (shop_id, customer_id)
  ) with (fillfactor = 80);
  comment on table contacts is 'The mirror: the newest known state of every customer, and what of it is stored at Ecomail.';
  comment on column contacts.version is 'Grows with every message applied; fields of version v are stored when stored_version >= v.';
  comment on column contacts.waiting_since is 'Set while there is no profile, so that nothing can be written.';
  comment on column contacts.dirty_since is 'Set while Ecomail may not have the newest version.';
  comment on column contacts.quiet_until is 'Credit events until then are merged into one.';
  comment on column contacts.stored_hash is 'Keyed hash of what was last written.';
  create index contacts_dirty on contacts (shop_id, dirty_since) where dirty_since is not null and rejected_reason is null;
  create index contacts_waiting on contacts (waiting_since) where waiting_since is not null;
`;

const domainEvents = `
  create table domain_events (
    id uuid primary key,
    source text not null,
    shop_id text not null,
    customer_id uuid not null,
    type text not null,
    field_group text not null check (field_group in ('profile', 'credit', 'pin', 'warning')),
    sequence bigint not null,
    occurred_at timestamptz not null,
    received_at timestamptz not null,
    contact_version bigint not null,
    label text check (label in ('pin', 'credit', 'expiry')),
    announce boolean not null,
    numbers jsonb not null,
    reference text,
    entry_id uuid,
    state text not null check (state in ('waiting', 'delivered', 'merged', 'suppressed', 'parked')),
    reason text,
    merged_into uuid,
    due_at timestamptz not null,
    intent_at timestamptz,
    sent_to text,
    told_amount numeric(14,2),
    sent_value jsonb,
    attempts smallint not null default 0,
    looks smallint not null default 0,
    resends smallint not null default 0,
    settled_at timestamptz,
    ecomail_event_id text
  ) with (fillfactor = 80);
  comment on table domain_events is 'The books: every received loyalty event once, in exactly one state.';
  comment on column domain_events.label is 'Of the tracker event to send; null: only fields.';
  comment on column domain_events.contact_version is 'The mirror''s version that contains this event.';
  comment on column domain_events.told_amount is 'Of a credit event that others were merged into: the net of all.';
  comment on column domain_events.intent_at is 'Committed before the call: an event that has it and is not settled may have arrived.';
  create index domain_events_due on domain_events (shop_id, label, due_at) where state = 'waiting' and label is not null;
  create index domain_events_customer on domain_events (customer_id);
  create index domain_events_entry on domain_events using brin (entry_id) with (pages_per_range = 32);
  create index domain_events_reference on domain_events (reference) where reference is not null;
`;

const journal = `
  create table journal (
    id bigint generated always as identity primary key,
    shop_id text not null,
    customer_id uuid not null,
    event_id uuid,
    at timestamptz not null,
    step text not null,
    details jsonb not null default '{}'
  );
  comment on table journal is 'What happened after reception, in order; no secrets. Reception itself is domain_events.received_at.';
  create index journal_customer on journal (customer_id, id);
`;

const roster = `
  create table roster (
    shop_id text not null,
    email_key text not null,
    status text not null check (status in ('subscribed', 'left', 'bounced', 'complained', 'unconfirmed', 'unknown')),
    cause text not null check (cause in ('ourselves', 'contact', 'unknown')),
    at timestamptz not null,
    written_at timestamptz,
    primary key (shop_id, email_key)
  );
  comment on table roster is 'What is known about membership. A row of ourselves without written_at is an intent, committed before the call.';

  create table verifications (
    notice_id uuid primary key,
    shop_id text not null,
    email text not null,
    email_key text not null,
    status text not null check (status in ('subscribed', 'unsubscribed')),
    list_id integer not null,
    received_at timestamptz not null,
    due_at timestamptz not null,
    attempts smallint not null default 0,
    verdict text,
    decided_at timestamptz
  );
  comment on table verifications is 'List notices to be checked; without a verdict one look at the contact is still to come.';
  create index verifications_due on verifications (shop_id, due_at) where verdict is null;
`;
