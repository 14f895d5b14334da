CREATE FUNCTION public.remember_former_address() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
      begin
        insert into former_addresses (shop_id, customer_id, address, email)
        values (old.shop_id, old.customer_id, old.address, old.email)
        on conflict (shop_id, customer_id, address) do update set email = excluded.email, left_at = now(), retired_at = null, attempts = 0, refused_reason = null, next_attempt_at = null;
        return null;
      end $$;

CREATE TABLE public.acknowledged_differences (
    id bigint NOT NULL,
    shop_id text NOT NULL,
    type text NOT NULL,
    missing integer NOT NULL,
    reason text NOT NULL,
    actor text NOT NULL,
    at timestamp with time zone NOT NULL,
    hour timestamp with time zone
);

COMMENT ON TABLE public.acknowledged_differences IS 'Differences to what loyalty-core counted that an operator explained.';

COMMENT ON COLUMN public.acknowledged_differences.hour IS 'Null: of the type as a whole.';

ALTER TABLE public.acknowledged_differences ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.acknowledged_differences_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.automation_samples (
    shop_id text NOT NULL,
    sampled_at timestamp with time zone NOT NULL,
    contacts integer NOT NULL,
    started integer NOT NULL
);

COMMENT ON TABLE public.automation_samples IS 'A look into Ecomail''s automation log of a few contacts that had a tracker event.';

COMMENT ON COLUMN public.automation_samples.started IS 'Of the contacts, those of whom the log has anything since their first event.';

CREATE TABLE public.connection_moves (
    shop_id text NOT NULL,
    sequence bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    move text NOT NULL,
    from_stage text NOT NULL,
    to_stage text NOT NULL,
    reason text,
    detail text,
    actor text,
    why text
);

COMMENT ON TABLE public.connection_moves IS 'The latest few hundred moves of each connection between its stages; the sequence is that of the connection after the move.';

COMMENT ON COLUMN public.connection_moves.actor IS 'The person or the service that asked for it; null: this service found it out.';

CREATE TABLE public.connections (
    shop_id text NOT NULL,
    state text NOT NULL,
    reason text,
    sequence bigint DEFAULT 0 NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    base_url text NOT NULL,
    key_sealed text,
    key_hash text NOT NULL,
    key_tail text NOT NULL,
    list_id integer DEFAULT 0 NOT NULL,
    list_name text DEFAULT ''::text NOT NULL,
    list_created text,
    webhook_expected text,
    webhook_seen text,
    language text NOT NULL,
    time_zone text NOT NULL,
    unknown_consent text NOT NULL,
    requests_per_minute integer,
    debounce_ms integer NOT NULL,
    field_types jsonb NOT NULL,
    probes jsonb NOT NULL,
    remarks jsonb DEFAULT '[]'::jsonb NOT NULL,
    is_proven boolean DEFAULT false NOT NULL,
    detail text,
    failing jsonb DEFAULT '{}'::jsonb NOT NULL,
    fields_checked_at timestamp with time zone,
    counts_meaningless boolean DEFAULT false NOT NULL,
    writes_late boolean DEFAULT false NOT NULL,
    event_category text DEFAULT 'ellity'::text NOT NULL,
    webhook_seen_at timestamp with time zone,
    past_failures jsonb DEFAULT '[]'::jsonb NOT NULL,
    drift_started_at timestamp with time zone,
    test_addresses jsonb,
    CONSTRAINT connections_language_check CHECK ((language = ANY (ARRAY['cs'::text, 'en'::text]))),
    CONSTRAINT connections_state_check CHECK ((state = ANY (ARRAY['inactive'::text, 'active'::text, 'paused'::text]))),
    CONSTRAINT connections_unknown_consent_check CHECK ((unknown_consent = ANY (ARRAY['granted'::text, 'denied'::text])))
);

COMMENT ON TABLE public.connections IS 'A shop''s link to Ecomail. Everything known about the list was seen at the last activation.';

COMMENT ON COLUMN public.connections.key_sealed IS 'Null: the connection was ended, and the key forgotten.';

COMMENT ON COLUMN public.connections.list_id IS '0: a key was entered, and no list was ever chosen.';

COMMENT ON COLUMN public.connections.list_created IS 'With the name it is the list''s identity: ids repeat in other accounts.';

COMMENT ON COLUMN public.connections.requests_per_minute IS 'Null: not paced at all; only for the sandbox.';

COMMENT ON COLUMN public.connections.debounce_ms IS 'Credit events of a contact that come within this time after one become one event.';

COMMENT ON COLUMN public.connections.is_proven IS 'A bulk write of this connection was read back and was there.';

COMMENT ON COLUMN public.connections.detail IS 'What Ecomail said when the connection was paused.';

COMMENT ON COLUMN public.connections.failing IS 'By kind of work that backs off: code and message of the last error, since when, and the next attempt.';

COMMENT ON COLUMN public.connections.fields_checked_at IS 'When the list was last looked at for fields that are missing.';

COMMENT ON COLUMN public.connections.counts_meaningless IS 'The account counts less than it writes.';

COMMENT ON COLUMN public.connections.writes_late IS 'The account shows a write later than it answers: each batch is waited for.';

COMMENT ON COLUMN public.connections.event_category IS 'Of the tracker events. Shops of one account that were connected before it could be chosen may share one.';

COMMENT ON COLUMN public.connections.webhook_seen_at IS 'When the list was looked at for webhook_seen.';

COMMENT ON COLUMN public.connections.past_failures IS 'The latest few failures and pauses that are over, each with its reason, its beginning and its end.';

COMMENT ON COLUMN public.connections.drift_started_at IS 'When a drift check began last by itself; null: one is due after the usual wait.';

COMMENT ON COLUMN public.connections.test_addresses IS 'Test mode: the addresses that alone are written and notified, by identity. Null: it is off; empty: nobody is.';

CREATE TABLE public.contacts (
    shop_id text NOT NULL,
    customer_id uuid NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    profile_sequence bigint DEFAULT 0 NOT NULL,
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
    credit_sequence bigint DEFAULT 0 NOT NULL,
    credit_event uuid,
    balance numeric(12,2),
    next_expiration_on date,
    next_expiration_amount numeric(12,2),
    last_change_amount numeric(14,2),
    last_changed_at timestamp with time zone,
    pin_sequence bigint DEFAULT 0 NOT NULL,
    pin_event uuid,
    pin_sealed text,
    warning_sequence bigint DEFAULT 0 NOT NULL,
    warning_event uuid,
    expiring_on date,
    expiring_amount numeric(12,2),
    waiting_since timestamp with time zone,
    dirty_since timestamp with time zone,
    debounced_until timestamp with time zone,
    is_known boolean DEFAULT false NOT NULL,
    stored_version bigint DEFAULT 0 NOT NULL,
    stored_hash text,
    stored_email text,
    stored_balance numeric(12,2),
    stored_at timestamp with time zone,
    rejected_reason text,
    pin_unreadable boolean DEFAULT false NOT NULL,
    dirty_lane smallint DEFAULT 3 NOT NULL,
    due_lane smallint GENERATED ALWAYS AS (
CASE
    WHEN ((dirty_since IS NOT NULL) AND (rejected_reason IS NULL) AND (email IS NOT NULL)) THEN dirty_lane
    ELSE NULL::smallint
END) STORED,
    consent_carried text,
    address text,
    left_out jsonb DEFAULT '{}'::jsonb NOT NULL,
    write_again_at timestamp with time zone,
    written_parts text[] DEFAULT '{}'::text[] NOT NULL,
    absent_since timestamp with time zone,
    export_run uuid,
    erased_at timestamp with time zone,
    CONSTRAINT contacts_dirty_lane_check CHECK (((dirty_lane >= 0) AND (dirty_lane <= 5)))
)
WITH (fillfactor='50');

COMMENT ON TABLE public.contacts IS 'The mirror: the newest known state of every customer, and what of it is stored at Ecomail.';

COMMENT ON COLUMN public.contacts.version IS 'Grows with every message applied; fields of version v are stored when stored_version >= v.';

COMMENT ON COLUMN public.contacts.waiting_since IS 'Set while there is no profile, so that nothing can be written.';

COMMENT ON COLUMN public.contacts.dirty_since IS 'Set while Ecomail may not have the newest version.';

COMMENT ON COLUMN public.contacts.debounced_until IS 'Credit events until then are merged into one.';

COMMENT ON COLUMN public.contacts.stored_hash IS 'Keyed hash of what was last written.';

COMMENT ON COLUMN public.contacts.pin_unreadable IS 'Written without the PIN, whose key is missing; tried again at every start.';

COMMENT ON COLUMN public.contacts.dirty_lane IS 'The lane of the write: 0 pin, 1 credit, 2 expiry warning, 3 profile, 4 export, 5 drift; the most urgent of what changed.';

COMMENT ON COLUMN public.contacts.due_lane IS 'Null: nothing is to be written now.';

COMMENT ON COLUMN public.contacts.consent_carried IS 'The consent that membership at Ecomail follows; null: none yet.';

COMMENT ON COLUMN public.contacts.address IS 'The identity of email: two contacts with the same have one address.';

COMMENT ON COLUMN public.contacts.left_out IS 'Fields without which the contact was last written, each with its reason.';

COMMENT ON COLUMN public.contacts.write_again_at IS 'When an unanswered write can land no more, or a new contact is looked for again: then the contact is written again.';

COMMENT ON COLUMN public.contacts.written_parts IS 'Which of name, surname and phone hold what we wrote under stored_email; the others are the merchant''s.';

COMMENT ON COLUMN public.contacts.absent_since IS 'Ecomail took it as new and does not show it since; null: it does, or was never asked.';

COMMENT ON COLUMN public.contacts.export_run IS 'The export that is to write it, until it has; stays where Ecomail refused it.';

COMMENT ON COLUMN public.contacts.erased_at IS 'The customer was erased. The row holds nothing of them, and keeps what comes late from bringing them back.';

CREATE TABLE public.delivery_hours (
    shop_id text NOT NULL,
    hour timestamp with time zone NOT NULL,
    calls_saved integer DEFAULT 0 NOT NULL,
    last_success_at timestamp with time zone
);

COMMENT ON TABLE public.delivery_hours IS 'The delivery of a shop in the hours of the last week.';

COMMENT ON COLUMN public.delivery_hours.calls_saved IS 'Tracker calls that were not made, because their changes went out with another.';

COMMENT ON COLUMN public.delivery_hours.last_success_at IS 'When Ecomail answered well last, to a second.';

CREATE TABLE public.domain_events (
    id uuid NOT NULL,
    source text NOT NULL,
    shop_id text NOT NULL,
    customer_id uuid NOT NULL,
    type text NOT NULL,
    field_group text NOT NULL,
    sequence bigint NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    contact_version bigint NOT NULL,
    label text,
    announce boolean NOT NULL,
    numbers jsonb NOT NULL,
    reference text,
    entry_id uuid,
    state text NOT NULL,
    reason text,
    merged_into uuid,
    due_at timestamp with time zone NOT NULL,
    intent_at timestamp with time zone,
    sent_to text,
    notified_amount numeric(14,2),
    sent_value jsonb,
    attempts smallint DEFAULT 0 NOT NULL,
    read_backs smallint DEFAULT 0 NOT NULL,
    resends smallint DEFAULT 0 NOT NULL,
    settled_at timestamp with time zone,
    ecomail_event_id text,
    traceparent text,
    is_sendable boolean DEFAULT false NOT NULL,
    due_lane smallint GENERATED ALWAYS AS (
CASE
    WHEN (state <> 'waiting'::text) THEN NULL::integer
    WHEN (intent_at IS NOT NULL) THEN 9
    WHEN (NOT is_sendable) THEN NULL::integer
    WHEN (label = 'pin'::text) THEN 0
    WHEN (label = 'credit'::text) THEN 1
    WHEN (label = 'expiry'::text) THEN 2
    ELSE NULL::integer
END) STORED,
    CONSTRAINT domain_events_field_group_check CHECK ((field_group = ANY (ARRAY['profile'::text, 'credit'::text, 'pin'::text, 'warning'::text]))),
    CONSTRAINT domain_events_label_check CHECK ((label = ANY (ARRAY['pin'::text, 'credit'::text, 'expiry'::text]))),
    CONSTRAINT domain_events_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'delivered'::text, 'merged'::text, 'suppressed'::text, 'parked'::text])))
)
WITH (fillfactor='80');

COMMENT ON TABLE public.domain_events IS 'Every received loyalty event once, in exactly one state.';

COMMENT ON COLUMN public.domain_events.contact_version IS 'The mirror''s version that contains this event.';

COMMENT ON COLUMN public.domain_events.label IS 'Of the tracker event to send; null: only fields.';

COMMENT ON COLUMN public.domain_events.intent_at IS 'Committed before the call: an event that has it and is not settled may have arrived.';

COMMENT ON COLUMN public.domain_events.notified_amount IS 'Of a credit event that others were merged into: the net of all.';

COMMENT ON COLUMN public.domain_events.read_backs IS 'How often it was looked for at Ecomail since the call whose answer did not come.';

COMMENT ON COLUMN public.domain_events.traceparent IS 'W3C trace context in which the event was published.';

COMMENT ON COLUMN public.domain_events.is_sendable IS 'The fields that contain it were stored. A hint to find it by; it is proven again when the call is intended.';

COMMENT ON COLUMN public.domain_events.due_lane IS 'What happens at due_at: 0 pin, 1 credit, 2 expiry warning is sent; 9: the unanswered call is looked for. Null: nothing.';

CREATE TABLE public.drift_checks (
    run_id uuid NOT NULL,
    shop_id text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    checked integer DEFAULT 0 NOT NULL,
    skipped integer DEFAULT 0 NOT NULL,
    missing integer DEFAULT 0 NOT NULL,
    changed integer DEFAULT 0 NOT NULL,
    statuses integer DEFAULT 0 NOT NULL,
    strangers integer DEFAULT 0 NOT NULL,
    duplicates integer DEFAULT 0 NOT NULL,
    fields jsonb DEFAULT '{}'::jsonb NOT NULL,
    lacking text[] DEFAULT '{}'::text[] NOT NULL,
    examples jsonb DEFAULT '[]'::jsonb NOT NULL
);

COMMENT ON TABLE public.drift_checks IS 'What the runs of kind drift found; the latest few of each shop.';

COMMENT ON COLUMN public.drift_checks.finished_at IS 'When the whole list was read; null: not yet, or it was given up.';

COMMENT ON COLUMN public.drift_checks.skipped IS 'Contacts of ours that were being written, so that nothing could be said of them.';

COMMENT ON COLUMN public.drift_checks.fields IS 'How many contacts each field differed of.';

COMMENT ON COLUMN public.drift_checks.lacking IS 'Fields that the list had no more, or with another type.';

CREATE TABLE public.drift_seen (
    run_id uuid NOT NULL,
    email_key text NOT NULL,
    spelling text NOT NULL,
    customer_id uuid
);

COMMENT ON TABLE public.drift_seen IS 'Whom a drift check under way has read so far; emptied at its end.';

COMMENT ON COLUMN public.drift_seen.spelling IS 'A keyed hash of the address as the list has it.';

CREATE TABLE public.erasures (
    shop_id text NOT NULL,
    customer_id uuid NOT NULL,
    addresses_sealed text,
    received_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    look_again_at timestamp with time zone,
    result text DEFAULT 'unknown'::text NOT NULL,
    places text NOT NULL,
    notice_ids text NOT NULL,
    done_at timestamp with time zone
);

COMMENT ON COLUMN public.erasures.addresses_sealed IS 'Gone when Ecomail has forgotten them.';

COMMENT ON COLUMN public.erasures.look_again_at IS 'A write of ours was under way: Ecomail is asked once more when it can land no more.';

CREATE TABLE public.event_receptions (
    shop_id text NOT NULL,
    source text NOT NULL,
    type text NOT NULL,
    hour timestamp with time zone NOT NULL,
    messages integer NOT NULL,
    is_sum boolean DEFAULT false NOT NULL
);

COMMENT ON TABLE public.event_receptions IS 'Messages applied, by the hour in which their events happened; batches of one hour become one row.';

COMMENT ON COLUMN public.event_receptions.is_sum IS 'Several batches of the hour in one row; others were not looked at yet.';

CREATE TABLE public.event_sums (
    shop_id text NOT NULL,
    source text NOT NULL,
    type text NOT NULL,
    hour timestamp with time zone NOT NULL,
    state text NOT NULL,
    reason text,
    events integer NOT NULL,
    resent integer NOT NULL
);

COMMENT ON TABLE public.event_sums IS 'Settled events whose rows were removed, so that counts stay exact.';

CREATE TABLE public.exports (
    run_id uuid NOT NULL,
    shop_id text NOT NULL,
    stored integer DEFAULT 0 NOT NULL,
    unchanged integer DEFAULT 0 NOT NULL,
    writing_since timestamp with time zone,
    asked_at timestamp with time zone,
    marked_through uuid
);

COMMENT ON TABLE public.exports IS 'What the runs of kind export did: contacts written, and contacts that were at Ecomail already as they are.';

COMMENT ON COLUMN public.exports.writing_since IS 'When all contacts were marked; null: not yet.';

COMMENT ON COLUMN public.exports.asked_at IS 'Contacts that wait to be written since then or before are part of it without a mark; null: an export of before.';

COMMENT ON COLUMN public.exports.marked_through IS 'The last customer who was looked at for a mark.';

CREATE TABLE public.former_addresses (
    shop_id text NOT NULL,
    customer_id uuid NOT NULL,
    address text NOT NULL,
    email text NOT NULL,
    left_at timestamp with time zone DEFAULT now() NOT NULL,
    retired_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    refused_reason text,
    next_attempt_at timestamp with time zone
);

COMMENT ON TABLE public.former_addresses IS 'Addresses that a customer had before, and under which Ecomail may know them; kept by a trigger of contacts.';

COMMENT ON COLUMN public.former_addresses.address IS 'The identity of email.';

COMMENT ON COLUMN public.former_addresses.retired_at IS 'Out of the list and our fields empty since then, or left to somebody who has the address now.';

COMMENT ON COLUMN public.former_addresses.attempts IS 'How often Ecomail refused to retire it, since it was left last.';

COMMENT ON COLUMN public.former_addresses.refused_reason IS 'What Ecomail said last.';

COMMENT ON COLUMN public.former_addresses.next_attempt_at IS 'Null: at once.';

CREATE TABLE public.inbox (
    message_id uuid NOT NULL,
    source text NOT NULL,
    queue text NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL
);

COMMENT ON TABLE public.inbox IS 'Messages whose effect is committed; a message in it changes nothing again.';

CREATE TABLE public.journal (
    id bigint NOT NULL,
    shop_id text NOT NULL,
    customer_id uuid NOT NULL,
    event_id uuid,
    at timestamp with time zone NOT NULL,
    step text NOT NULL,
    details jsonb DEFAULT '{}'::jsonb NOT NULL
);

COMMENT ON TABLE public.journal IS 'What happened after reception, in order; no secrets. Reception itself is domain_events.received_at.';

ALTER TABLE public.journal ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.journal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.memberships (
    shop_id text NOT NULL,
    email_key text NOT NULL,
    status text NOT NULL,
    cause text NOT NULL,
    at timestamp with time zone NOT NULL,
    open_until timestamp with time zone,
    is_return boolean DEFAULT false NOT NULL,
    CONSTRAINT memberships_cause_check CHECK ((cause = ANY (ARRAY['ourselves'::text, 'contact'::text, 'unknown'::text]))),
    CONSTRAINT memberships_status_check CHECK ((status = ANY (ARRAY['subscribed'::text, 'left'::text, 'bounced'::text, 'complained'::text, 'unconfirmed'::text, 'unknown'::text])))
)
WITH (fillfactor='50');

COMMENT ON TABLE public.memberships IS 'What is known about who is in a list, and who caused it.';

COMMENT ON COLUMN public.memberships.open_until IS 'Of a change by us that is not known to have been made: until then it may show. Null: it was made.';

COMMENT ON COLUMN public.memberships.is_return IS 'The change is to bring back somebody whom we had put out.';

CREATE TABLE public.mirror_fills (
    shop_id text NOT NULL,
    filled_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE public.mirror_fills IS 'Shops whose customers were all asked for at loyalty-core once, at their first export.';

CREATE TABLE public.open_writes (
    write uuid NOT NULL,
    shop_id text NOT NULL,
    customer_ids uuid[] NOT NULL,
    begun_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE public.open_writes IS 'Writes under way, or whose answer nobody got and which may land yet; a contact is in one of them at most.';

CREATE TABLE public.outbox (
    id bigint NOT NULL,
    message_id uuid NOT NULL,
    exchange text NOT NULL,
    type text NOT NULL,
    shop_id text NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    body text NOT NULL,
    is_bulk boolean DEFAULT false NOT NULL
)
WITH (autovacuum_vacuum_scale_factor='0', autovacuum_vacuum_threshold='5000');

COMMENT ON TABLE public.outbox IS 'Committed messages that the broker has not confirmed yet.';

COMMENT ON COLUMN public.outbox.is_bulk IS 'Written by a run, as one of many: told when nothing live waits.';

ALTER TABLE public.outbox ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.published (
    shop_id text NOT NULL,
    type text NOT NULL,
    hour timestamp with time zone NOT NULL,
    messages bigint NOT NULL
);

COMMENT ON TABLE public.published IS 'Confirmed messages per shop, type and hour of the event.';

CREATE TABLE public.runs (
    id uuid NOT NULL,
    kind text NOT NULL,
    shop_id text NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    step text NOT NULL,
    cursor jsonb DEFAULT '{}'::jsonb NOT NULL,
    input_sealed text,
    total integer,
    done integer DEFAULT 0 NOT NULL,
    failed integer DEFAULT 0 NOT NULL,
    reason text,
    problem jsonb,
    actor text,
    attempts integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    finished_at timestamp with time zone,
    due_at timestamp with time zone DEFAULT now() NOT NULL,
    lease uuid,
    lease_until timestamp with time zone,
    CONSTRAINT runs_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'paused'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
);

COMMENT ON TABLE public.runs IS 'Long work, one transaction a chunk. This table is the truth: whatever process holds the lease goes on from the cursor.';

COMMENT ON COLUMN public.runs.cursor IS 'How far it came, recorded in the transaction of the chunk that came so far.';

COMMENT ON COLUMN public.runs.input_sealed IS 'What it was started with, sealed; gone when it has ended.';

COMMENT ON COLUMN public.runs.problem IS 'Why it failed: status, code and detail of the answer.';

COMMENT ON COLUMN public.runs.lease_until IS 'By the clock of the database. After it, another process takes the run over.';

CREATE TABLE public.shop_settings (
    shop_id text NOT NULL,
    sequence bigint NOT NULL,
    language text NOT NULL,
    time_zone text NOT NULL,
    unknown_consent text NOT NULL
);

COMMENT ON TABLE public.shop_settings IS 'Settings of shops that both sides need, as loyalty-core told of them last; the row of the connection follows.';

CREATE TABLE public.verifications (
    notice_id uuid NOT NULL,
    shop_id text NOT NULL,
    email text NOT NULL,
    email_key text NOT NULL,
    status text NOT NULL,
    list_id integer NOT NULL,
    received_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    attempts smallint DEFAULT 0 NOT NULL,
    verdict text,
    decided_at timestamp with time zone,
    origin text DEFAULT 'notice'::text NOT NULL,
    CONSTRAINT verifications_origin_check CHECK ((origin = ANY (ARRAY['notice'::text, 'observed'::text]))),
    CONSTRAINT verifications_status_check CHECK ((status = ANY (ARRAY['subscribed'::text, 'unsubscribed'::text])))
);

COMMENT ON TABLE public.verifications IS 'List notices to be checked; without a verdict one read-back of the contact is still to come.';

COMMENT ON COLUMN public.verifications.origin IS 'Who told: Ecomail by a notice, or a drift check that saw another status in the list.';

ALTER TABLE ONLY public.acknowledged_differences
    ADD CONSTRAINT acknowledged_differences_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.automation_samples
    ADD CONSTRAINT automation_samples_pkey PRIMARY KEY (shop_id);

ALTER TABLE ONLY public.connection_moves
    ADD CONSTRAINT connection_moves_pkey PRIMARY KEY (shop_id, sequence);

ALTER TABLE ONLY public.connections
    ADD CONSTRAINT connections_pkey PRIMARY KEY (shop_id);

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_pkey PRIMARY KEY (shop_id, customer_id);

ALTER TABLE ONLY public.delivery_hours
    ADD CONSTRAINT delivery_hours_pkey PRIMARY KEY (shop_id, hour);

ALTER TABLE ONLY public.domain_events
    ADD CONSTRAINT domain_events_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.drift_checks
    ADD CONSTRAINT drift_checks_pkey PRIMARY KEY (run_id);

ALTER TABLE ONLY public.drift_seen
    ADD CONSTRAINT drift_seen_pkey PRIMARY KEY (run_id, email_key, spelling);

ALTER TABLE ONLY public.erasures
    ADD CONSTRAINT erasures_pkey PRIMARY KEY (shop_id, customer_id);

ALTER TABLE ONLY public.exports
    ADD CONSTRAINT exports_pkey PRIMARY KEY (run_id);

ALTER TABLE ONLY public.former_addresses
    ADD CONSTRAINT former_addresses_pkey PRIMARY KEY (shop_id, customer_id, address);

ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (message_id, source, queue);

ALTER TABLE ONLY public.journal
    ADD CONSTRAINT journal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_pkey PRIMARY KEY (shop_id, email_key);

ALTER TABLE ONLY public.mirror_fills
    ADD CONSTRAINT mirror_fills_pkey PRIMARY KEY (shop_id);

ALTER TABLE ONLY public.open_writes
    ADD CONSTRAINT open_writes_pkey PRIMARY KEY (write);

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (is_bulk, id);

ALTER TABLE ONLY public.published
    ADD CONSTRAINT published_pkey PRIMARY KEY (shop_id, type, hour);

ALTER TABLE ONLY public.runs
    ADD CONSTRAINT runs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.shop_settings
    ADD CONSTRAINT shop_settings_pkey PRIMARY KEY (shop_id);

ALTER TABLE ONLY public.verifications
    ADD CONSTRAINT verifications_pkey PRIMARY KEY (notice_id);

CREATE INDEX acknowledged_differences_shop ON public.acknowledged_differences USING btree (shop_id);

CREATE UNIQUE INDEX connections_list ON public.connections USING btree (key_hash, list_id) WHERE (state <> 'inactive'::text);

CREATE INDEX contacts_address ON public.contacts USING btree (shop_id, address);

CREATE INDEX contacts_address_in_use ON public.contacts USING btree (shop_id) WHERE (rejected_reason = 'address-in-use'::text);

CREATE INDEX contacts_due ON public.contacts USING btree (shop_id, due_lane, dirty_since) WHERE (due_lane IS NOT NULL);

CREATE INDEX contacts_export ON public.contacts USING btree (shop_id, export_run, customer_id) WHERE (export_run IS NOT NULL);

CREATE INDEX contacts_incomplete ON public.contacts USING btree (shop_id, customer_id) WHERE (left_out <> '{}'::jsonb);

CREATE INDEX contacts_pin_unreadable ON public.contacts USING btree (shop_id, customer_id) WHERE pin_unreadable;

CREATE INDEX contacts_rejected ON public.contacts USING btree (shop_id, customer_id) WHERE (rejected_reason IS NOT NULL);

CREATE INDEX contacts_unstored ON public.contacts USING btree (shop_id) WHERE (stored_version = 0);

CREATE INDEX contacts_waiting ON public.contacts USING btree (waiting_since) WHERE (waiting_since IS NOT NULL);

CREATE INDEX contacts_without_profile ON public.contacts USING btree (shop_id) WHERE (email IS NULL);

CREATE INDEX contacts_write_again ON public.contacts USING btree (write_again_at) WHERE (write_again_at IS NOT NULL);

CREATE INDEX delivery_hours_hour ON public.delivery_hours USING btree (hour);

CREATE INDEX domain_events_customer ON public.domain_events USING btree (customer_id);

CREATE INDEX domain_events_due_lane ON public.domain_events USING btree (shop_id, due_lane, due_at) WHERE (due_lane IS NOT NULL);

CREATE INDEX domain_events_entry ON public.domain_events USING brin (entry_id) WITH (pages_per_range='32');

CREATE INDEX domain_events_of_shop ON public.domain_events USING btree (((shop_id || ''::text)));

COMMENT ON INDEX public.domain_events_of_shop IS 'For counting a shop. An expression, so that no statement of delivery can be planned with it.';

CREATE INDEX domain_events_open ON public.domain_events USING btree (shop_id, customer_id) WHERE (state = ANY (ARRAY['waiting'::text, 'parked'::text]));

CREATE INDEX domain_events_parked ON public.domain_events USING btree (reason) WHERE (state = 'parked'::text);

CREATE INDEX domain_events_received ON public.domain_events USING brin (received_at) WITH (pages_per_range='32', autosummarize='on');

CREATE INDEX domain_events_reference ON public.domain_events USING btree (reference) WHERE (reference IS NOT NULL);

CREATE INDEX drift_checks_shop ON public.drift_checks USING btree (shop_id, started_at);

CREATE INDEX erasures_due ON public.erasures USING btree (due_at) WHERE (due_at IS NOT NULL);

CREATE INDEX event_receptions_fresh ON public.event_receptions USING btree (shop_id) WHERE (NOT is_sum);

CREATE INDEX event_receptions_shop ON public.event_receptions USING btree (shop_id, hour);

CREATE INDEX event_sums_shop ON public.event_sums USING btree (shop_id);

CREATE INDEX exports_shop ON public.exports USING btree (shop_id);

CREATE INDEX former_addresses_due ON public.former_addresses USING btree (shop_id, left_at) WHERE (retired_at IS NULL);

CREATE INDEX inbox_received_at ON public.inbox USING brin (received_at) WITH (autosummarize='on');

CREATE INDEX journal_customer ON public.journal USING btree (customer_id, id);

CREATE INDEX open_writes_shop ON public.open_writes USING btree (shop_id);

CREATE INDEX runs_due ON public.runs USING btree (due_at) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));

CREATE INDEX runs_ended ON public.runs USING btree (finished_at) WHERE (finished_at IS NOT NULL);

CREATE UNIQUE INDEX runs_open ON public.runs USING btree (shop_id, kind) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text, 'paused'::text]));

CREATE INDEX runs_shop ON public.runs USING btree (shop_id, created_at, id);

CREATE INDEX verifications_due ON public.verifications USING btree (shop_id, due_at) WHERE (verdict IS NULL);

CREATE INDEX verifications_list ON public.verifications USING btree (shop_id, list_id, received_at);

CREATE INDEX verifications_received ON public.verifications USING brin (received_at) WITH (autosummarize='on');

CREATE TRIGGER remember_former_address AFTER UPDATE OF address ON public.contacts FOR EACH ROW WHEN (((old.address IS NOT NULL) AND (old.address IS DISTINCT FROM new.address) AND (new.erased_at IS NULL))) EXECUTE FUNCTION public.remember_former_address();

ALTER TABLE ONLY public.exports
    ADD CONSTRAINT exports_run_id_fkey FOREIGN KEY (run_id) REFERENCES public.runs(id) ON DELETE CASCADE;
