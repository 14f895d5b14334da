CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';

CREATE FUNCTION public.add_customers_to_sums() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
  begin
    insert into daily_sums
    select a.shop_id, day_in(now(), s.time_zone), k.kind, '', 0, k.number, false
    from (select shop_id, count(*) as number, count(*) filter (where registered) as registered from added group by 1) a
    join shops s on s.id = a.shop_id
    cross join lateral (values ('customer', a.number), ('registration', a.registered)) as k (kind, number)
    where k.number > 0;
    return null;
  end $$;

CREATE FUNCTION public.add_entries_to_sums() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
  begin
    insert into daily_sums
    select shop_id, day, kind, reason, sum(amount), count(*), false from added group by 1, 2, 3, 4;
    return null;
  end $$;

CREATE FUNCTION public.add_registration_to_sums() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
  begin
    insert into daily_sums
    select id, day_in(now(), time_zone), 'registration', '', 0, 1, false from shops where id = new.shop_id;
    return null;
  end $$;

CREATE FUNCTION public.day_in(instant timestamp with time zone, zone text) RETURNS date
    LANGUAGE plpgsql STABLE
    AS $$
      begin
        return (instant at time zone zone)::date;
      exception when invalid_parameter_value then
        return (instant at time zone 'UTC')::date;
      end $$;

COMMENT ON FUNCTION public.day_in(instant timestamp with time zone, zone text) IS 'In a zone that this server does not know, as in UTC: no writer fails for it.';

CREATE FUNCTION public.keep_customer_search() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
      begin
        insert into customer_search
        select id, shop_id, search_text(email, first_name, last_name, phone), name_key(first_name, last_name, email),
          registered, group_name, marketing_consent from created;
        return null;
      end $$;

CREATE FUNCTION public.name_key(first_name text, last_name text, email text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
        select left(search_form(coalesce(nullif(concat_ws(' ', last_name, first_name), ''), email)), 200)
      $$;

COMMENT ON FUNCTION public.name_key(first_name text, last_name text, email text) IS 'Who has no name stands where the address would.';

CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
      begin
        raise exception '% is append-only', tg_table_name;
      end $$;

CREATE FUNCTION public.renew_customer_search() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
      begin
        update customer_search set search_text = search_text(new.email, new.first_name, new.last_name, new.phone),
          name_key = name_key(new.first_name, new.last_name, new.email), registered = new.registered,
          group_name = new.group_name, marketing_consent = new.marketing_consent
        where customer_id = new.id;
        return null;
      end $$;

CREATE FUNCTION public.search_form(input text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
        select btrim(regexp_replace(
          translate(
            regexp_replace(normalize(lower(input collate "und-x-icu"), nfkd), '[\u0300-\u036f]', '', 'g'),
            'łøđ', 'lod'),
          '[^[:alnum:]]+', ' ', 'g'))
      $$;

COMMENT ON FUNCTION public.search_form(input text) IS 'Small letters and digits without diacritics, words apart by one blank.';

CREATE FUNCTION public.search_text(email text, first_name text, last_name text, phone text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
        select ' ' || search_form(concat_ws(' ', last_name, first_name, email))
          || ' ' || regexp_replace(coalesce(phone, ''), '[^0-9]', '', 'g')
      $$;

COMMENT ON FUNCTION public.search_text(email text, first_name text, last_name text, phone text) IS 'Every word has a blank before it; a phone number is one word of digits.';

CREATE TABLE public.address_conflicts (
    customer_id uuid NOT NULL,
    shop_id text NOT NULL,
    problem text NOT NULL,
    kept_customer_id uuid,
    found_at timestamp with time zone DEFAULT now() NOT NULL
);

COMMENT ON COLUMN public.address_conflicts.problem IS 'same-address, or why the address is refused.';

CREATE TABLE public.commands (
    shop_id text NOT NULL,
    source text NOT NULL,
    key text NOT NULL,
    type text NOT NULL,
    digest text NOT NULL,
    outcome text,
    reason text,
    customer_id uuid,
    entry_id uuid,
    amount numeric(12,2),
    balance numeric(12,2),
    claimed_at timestamp with time zone NOT NULL,
    shortfall numeric(12,2),
    CONSTRAINT commands_outcome_check CHECK ((outcome = ANY (ARRAY['applied'::text, 'refused'::text])))
)
WITH (fillfactor='70');

CREATE TABLE public.consents (
    id bigint NOT NULL,
    shop_id text NOT NULL,
    customer_id uuid NOT NULL,
    consent text NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    source text NOT NULL,
    proof text,
    service text,
    actor text,
    CONSTRAINT consents_consent_check CHECK ((consent = ANY (ARRAY['granted'::text, 'denied'::text])))
);

COMMENT ON TABLE public.consents IS 'Every decision of a customer about marketing e-mails; the newest by decided_at, then id, is customers.marketing_consent.';

COMMENT ON COLUMN public.consents.service IS 'Null: decided before this was kept.';

ALTER TABLE public.consents ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.consents_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.customer_search (
    customer_id uuid NOT NULL,
    shop_id text NOT NULL,
    search_text text NOT NULL,
    name_key text NOT NULL COLLATE pg_catalog."C",
    registered boolean NOT NULL,
    group_name text,
    marketing_consent text NOT NULL
);

COMMENT ON TABLE public.customer_search IS 'Kept by triggers of customers.';

CREATE TABLE public.customers (
    id uuid NOT NULL,
    shop_id text NOT NULL,
    email text NOT NULL,
    email_identity text,
    first_name text,
    last_name text,
    phone text,
    group_name text,
    referral_code text,
    referral_link text,
    registered boolean NOT NULL,
    marketing_consent text NOT NULL,
    consent_decided_at timestamp with time zone,
    pin text,
    balance numeric(12,2) DEFAULT 0 NOT NULL,
    last_sequence bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    erased_at timestamp with time zone,
    CONSTRAINT customers_balance_check CHECK ((balance >= (0)::numeric)),
    CONSTRAINT customers_marketing_consent_check CHECK ((marketing_consent = ANY (ARRAY['granted'::text, 'denied'::text, 'unknown'::text]))),
    CONSTRAINT only_anonymous_customers_have_a_pin CHECK (((pin IS NULL) OR (NOT registered)))
)
WITH (fillfactor='70');

COMMENT ON COLUMN public.customers.email_identity IS 'What makes the address the same as another; null: another customer of the shop has it, see address_conflicts.';

COMMENT ON COLUMN public.customers.erased_at IS 'The row remains for the ledger, with nothing about the person.';

CREATE TABLE public.daily_sums (
    shop_id text NOT NULL,
    day date NOT NULL,
    kind text NOT NULL,
    reason text NOT NULL,
    amount numeric(20,2) NOT NULL,
    number integer NOT NULL,
    is_sum boolean DEFAULT false NOT NULL,
    CONSTRAINT daily_sums_kind CHECK ((kind = ANY (ARRAY['award'::text, 'spend'::text, 'revoke'::text, 'return'::text, 'lapse'::text, 'customer'::text, 'registration'::text])))
);

COMMENT ON TABLE public.daily_sums IS 'What was added up, by shop, day, kind and reason: several rows, until they are folded into one. Signed as entries are.';

CREATE TABLE public.erasure_answers (
    erasure_id uuid NOT NULL,
    service text NOT NULL,
    result text,
    places jsonb DEFAULT '[]'::jsonb NOT NULL,
    answered_at timestamp with time zone
);

CREATE TABLE public.erasures (
    id uuid NOT NULL,
    shop_id text NOT NULL,
    customer_id uuid NOT NULL,
    address_hash text NOT NULL,
    address text,
    service text NOT NULL,
    actor text,
    requested_at timestamp with time zone NOT NULL,
    places jsonb NOT NULL,
    reminders integer DEFAULT 0 NOT NULL,
    remind_at timestamp with time zone,
    done_at timestamp with time zone
);

COMMENT ON COLUMN public.erasures.address IS 'Encrypted to ecomail-sync, for reminders; gone when all is done.';

COMMENT ON COLUMN public.erasures.remind_at IS 'Null: nobody is to be reminded (any more).';

CREATE TABLE public.expiry_warnings (
    customer_id uuid NOT NULL,
    expires_on date NOT NULL,
    shop_id text NOT NULL,
    amount numeric(12,2) NOT NULL,
    night_id uuid NOT NULL
);

COMMENT ON TABLE public.expiry_warnings IS 'One warning per customer and lot day, ever.';

CREATE TABLE public.grants (
    shop_id text NOT NULL,
    reward text NOT NULL,
    address_hash text NOT NULL,
    customer_id uuid,
    lot_id uuid,
    amount numeric(12,2) NOT NULL,
    returnable numeric(12,2) NOT NULL,
    granted_at timestamp with time zone NOT NULL,
    CONSTRAINT grants_check CHECK (((returnable >= (0)::numeric) AND (returnable <= amount))),
    CONSTRAINT grants_paid_to_somebody CHECK (
CASE
    WHEN (lot_id IS NULL) THEN (amount = (0)::numeric)
    ELSE ((amount > (0)::numeric) AND (customer_id IS NOT NULL))
END),
    CONSTRAINT grants_reward_check CHECK ((reward = ANY (ARRAY['newsletter'::text, 'registration'::text])))
);

COMMENT ON COLUMN public.grants.customer_id IS 'Null: the address was not a customer''s.';

COMMENT ON COLUMN public.grants.lot_id IS 'Null: not paid, so that it never will be.';

CREATE TABLE public.import_blocks (
    import_id uuid NOT NULL,
    part smallint NOT NULL,
    first_line integer NOT NULL,
    lines integer[] NOT NULL,
    carried integer DEFAULT 0 NOT NULL,
    creates integer NOT NULL,
    updates integer NOT NULL,
    credits numeric(20,2) NOT NULL,
    content text,
    CONSTRAINT import_blocks_check CHECK (((carried >= 0) AND (carried <= cardinality(lines)))),
    CONSTRAINT import_blocks_check1 CHECK (((content IS NULL) = (carried = cardinality(lines))))
);

COMMENT ON TABLE public.import_blocks IS 'Lines of a file that can be carried out, in their order; those of a customer are all in one part.';

COMMENT ON COLUMN public.import_blocks.carried IS 'So many of its lines were carried out, or set aside.';

COMMENT ON COLUMN public.import_blocks.content IS 'Sealed; gone with the last line. One line itself where it is of before there were blocks.';

CREATE TABLE public.import_lines (
    import_id uuid NOT NULL,
    line integer NOT NULL,
    state text NOT NULL,
    problems jsonb NOT NULL,
    CONSTRAINT import_lines_state_check CHECK ((state = ANY (ARRAY['invalid'::text, 'remarked'::text, 'failed'::text])))
);

COMMENT ON TABLE public.import_lines IS 'Lines of which something is to be said.';

CREATE TABLE public.imports (
    id uuid NOT NULL,
    shop_id text NOT NULL,
    digest text NOT NULL,
    state text NOT NULL,
    encoding text NOT NULL,
    delimiter text NOT NULL,
    ignored_columns text[] NOT NULL,
    announce boolean DEFAULT false NOT NULL,
    service text NOT NULL,
    actor text,
    created_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    run_id uuid,
    CONSTRAINT imports_state_check CHECK ((state = ANY (ARRAY['checked'::text, 'running'::text, 'stopped'::text, 'done'::text])))
);

COMMENT ON COLUMN public.imports.digest IS 'Of the bytes: the same file is the same import, for ever.';

COMMENT ON COLUMN public.imports.state IS 'stopped: its run was cancelled or failed; what was done stays, the rest may be started again.';

COMMENT ON COLUMN public.imports.run_id IS 'The last run that carried it out; null while it waits for one, and when that run ended long ago.';

CREATE TABLE public.inbox (
    message_id uuid NOT NULL,
    source text NOT NULL,
    queue text NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL
);

COMMENT ON TABLE public.inbox IS 'Messages whose effect is committed; a message in it changes nothing again.';

CREATE TABLE public.ledger_entries (
    id uuid NOT NULL,
    shop_id text NOT NULL,
    customer_id uuid NOT NULL,
    sequence bigint NOT NULL,
    kind text NOT NULL,
    amount numeric(12,2) NOT NULL,
    balance_after numeric(12,2) NOT NULL,
    reason text NOT NULL,
    reference text,
    service text,
    command_key text,
    changed_at timestamp with time zone NOT NULL,
    actor text,
    run_id uuid,
    cancels uuid,
    day date NOT NULL,
    CONSTRAINT ledger_entries_balance_after_check CHECK ((balance_after >= (0)::numeric)),
    CONSTRAINT sign_follows_kind CHECK ((((kind = ANY (ARRAY['award'::text, 'return'::text])) AND (amount > (0)::numeric)) OR ((kind = ANY (ARRAY['spend'::text, 'revoke'::text, 'lapse'::text])) AND (amount < (0)::numeric))))
);

COMMENT ON COLUMN public.ledger_entries.service IS 'Who asked; http in entries of before callers were named.';

COMMENT ON COLUMN public.ledger_entries.actor IS 'The person for whom the service asked.';

COMMENT ON COLUMN public.ledger_entries.run_id IS 'The night or the import that the entry belongs to.';

COMMENT ON COLUMN public.ledger_entries.cancels IS 'Of a return: the spending it gives back. Of a revoke: the award it takes back, of whatever lots it takes.';

COMMENT ON COLUMN public.ledger_entries.day IS 'Of the shop, in its time zone of then.';

CREATE TABLE public.lot_movements (
    entry_id uuid NOT NULL,
    lot_id uuid NOT NULL,
    shop_id text NOT NULL,
    amount numeric(12,2) NOT NULL,
    CONSTRAINT lot_movements_amount_check CHECK ((amount <> (0)::numeric))
);

CREATE TABLE public.lots (
    id uuid NOT NULL,
    shop_id text NOT NULL,
    customer_id uuid NOT NULL,
    amount numeric(12,2) NOT NULL,
    remaining numeric(12,2) NOT NULL,
    expires_on date,
    is_warned boolean DEFAULT false NOT NULL,
    CONSTRAINT lots_amount_check CHECK ((amount > (0)::numeric)),
    CONSTRAINT lots_check CHECK (((remaining >= (0)::numeric) AND (remaining <= amount)))
)
WITH (fillfactor='70');

COMMENT ON COLUMN public.lots.is_warned IS 'Its owner was warned of this day, or is not to be: what lay inside the lead time when warnings were switched on.';

CREATE TABLE public.mail_connections (
    shop_id text NOT NULL,
    state text NOT NULL,
    last_sequence bigint NOT NULL,
    reason text,
    texts jsonb,
    mail_state text DEFAULT 'none'::text NOT NULL,
    mail_id uuid,
    mail_since timestamp with time zone,
    mail_due_at timestamp with time zone,
    mail_attempts integer DEFAULT 0 NOT NULL,
    CONSTRAINT mail_connections_mail_state_check CHECK ((mail_state = ANY (ARRAY['none'::text, 'waiting'::text, 'sent'::text, 'refused'::text, 'dropped'::text])))
);

COMMENT ON TABLE public.mail_connections IS 'What ecomail-sync last said of the connection of the shop.';

COMMENT ON COLUMN public.mail_connections.texts IS 'Why the connection stopped by itself and what to do about it.';

COMMENT ON COLUMN public.mail_connections.mail_state IS 'Of the e-mail that tells the merchant so.';

CREATE TABLE public.mail_settings (
    shop_id text NOT NULL,
    credit text NOT NULL,
    pin text NOT NULL,
    sender_name text,
    reply_to text,
    quiet_seconds integer NOT NULL,
    contact_email text,
    CONSTRAINT mail_settings_credit_check CHECK ((credit = ANY (ARRAY['off'::text, 'system'::text, 'ecomail'::text]))),
    CONSTRAINT mail_settings_pin_check CHECK ((pin = ANY (ARRAY['off'::text, 'system'::text, 'ecomail'::text]))),
    CONSTRAINT mail_settings_quiet_seconds_check CHECK (((quiet_seconds >= 0) AND (quiet_seconds <= 86400)))
);

COMMENT ON TABLE public.mail_settings IS 'A shop without a row has the defaults.';

COMMENT ON COLUMN public.mail_settings.contact_email IS 'Who at the shop is told that something stopped; null: the reply address.';

CREATE TABLE public.mails (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    shop_id text NOT NULL,
    customer_id uuid NOT NULL,
    kind text NOT NULL,
    changes jsonb NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    reason text,
    attempts integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    CONSTRAINT mails_kind_check CHECK ((kind = ANY (ARRAY['credit'::text, 'expiry'::text, 'pin'::text]))),
    CONSTRAINT mails_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'refused'::text, 'dropped'::text])))
);

COMMENT ON COLUMN public.mails.changes IS 'What it tells of, oldest first; no PIN and no address.';

COMMENT ON COLUMN public.mails.reason IS 'Why it was refused or dropped, or what the last attempt met.';

COMMENT ON COLUMN public.mails.due_at IS 'Not sooner; of one that is being sent: when it counts as not sent.';

CREATE TABLE public.nights (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    shop_id text NOT NULL,
    local_date date NOT NULL,
    is_ahead boolean DEFAULT false NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    lapsed integer DEFAULT 0 NOT NULL,
    lapsed_amount numeric(14,2) DEFAULT 0 NOT NULL,
    warned integer DEFAULT 0 NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    due_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE public.nights IS 'The truth about which nights a shop had; the id is run_id of the entries that it booked.';

COMMENT ON COLUMN public.nights.is_ahead IS 'Run before its day, for a demonstration; the days between have theirs all the same.';

COMMENT ON COLUMN public.nights.lapsed IS 'Customers of whom something lapsed.';

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

CREATE TABLE public.person_changes (
    id bigint NOT NULL,
    shop_id text NOT NULL,
    customer_id uuid,
    what text NOT NULL,
    service text NOT NULL,
    actor text NOT NULL,
    changed_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE public.person_changes IS 'What services changed for people; the ledger keeps its own people.';

ALTER TABLE public.person_changes ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.person_changes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.pin_attempts (
    shop_id text NOT NULL,
    address_hash text NOT NULL,
    failures integer NOT NULL,
    locked_until timestamp with time zone,
    failed_at timestamp with time zone NOT NULL
);

COMMENT ON TABLE public.pin_attempts IS 'Wrong PINs since the last right one, of addresses of customers and of others alike.';

CREATE TABLE public.published (
    shop_id text NOT NULL,
    type text NOT NULL,
    hour timestamp with time zone NOT NULL,
    messages bigint NOT NULL
);

COMMENT ON TABLE public.published IS 'Confirmed messages per shop, type and hour of the event.';

CREATE TABLE public.retired_rows (
    table_name text NOT NULL,
    shop_id text NOT NULL,
    kind text NOT NULL,
    rows bigint NOT NULL
);

COMMENT ON TABLE public.retired_rows IS 'How many rows went after their time, so that counts stay exact.';

COMMENT ON COLUMN public.retired_rows.shop_id IS 'Empty where the rows are of no shop.';

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

CREATE TABLE public.settings_changes (
    id bigint NOT NULL,
    shop_id text NOT NULL,
    part text NOT NULL,
    service text NOT NULL,
    actor text,
    changed_at timestamp with time zone NOT NULL,
    changes jsonb NOT NULL,
    CONSTRAINT settings_changes_list CHECK ((jsonb_typeof(changes) = 'array'::text)),
    CONSTRAINT settings_changes_part CHECK ((part = ANY (ARRAY['shop'::text, 'mails'::text])))
);

COMMENT ON TABLE public.settings_changes IS 'Changes of settings: field, from, to. Without an actor a service did it of its own accord.';

ALTER TABLE public.settings_changes ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.settings_changes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.shops (
    id text NOT NULL,
    name text NOT NULL,
    time_zone text NOT NULL,
    language text NOT NULL,
    expiry_days integer,
    newsletter_reward numeric(12,2),
    expiry_notice_target text NOT NULL,
    expiry_notice_lead_days integer NOT NULL,
    system_mails boolean NOT NULL,
    unknown_consent text NOT NULL,
    last_sequence bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    newsletter_reward_since timestamp with time zone,
    rewarded_sign_ups text DEFAULT 'any'::text NOT NULL,
    lapsed_returns text DEFAULT 'lapse'::text NOT NULL,
    night_hour integer DEFAULT 2 NOT NULL,
    expiry_months integer,
    shortfall_rule text DEFAULT 'stop'::text NOT NULL,
    pin_length integer DEFAULT 6 NOT NULL,
    registration_reward numeric(12,2),
    registration_reward_since timestamp with time zone,
    newsletter_taken_back boolean DEFAULT true NOT NULL,
    CONSTRAINT one_validity CHECK (((expiry_days IS NULL) OR (expiry_months IS NULL))),
    CONSTRAINT shops_expiry_days_check CHECK (((expiry_days >= 1) AND (expiry_days <= 3650))),
    CONSTRAINT shops_expiry_months_check CHECK (((expiry_months >= 1) AND (expiry_months <= 120))),
    CONSTRAINT shops_expiry_notice_lead_days_check CHECK (((expiry_notice_lead_days >= 1) AND (expiry_notice_lead_days <= 365))),
    CONSTRAINT shops_expiry_notice_target_check CHECK ((expiry_notice_target = ANY (ARRAY['none'::text, 'system'::text, 'ecomail'::text]))),
    CONSTRAINT shops_id_check CHECK ((id ~ '^[a-z][a-z0-9-]{0,59}$'::text)),
    CONSTRAINT shops_language_check CHECK ((language = ANY (ARRAY['cs'::text, 'en'::text]))),
    CONSTRAINT shops_lapsed_returns_check CHECK ((lapsed_returns = ANY (ARRAY['lapse'::text, 'renew'::text]))),
    CONSTRAINT shops_newsletter_reward_check CHECK ((newsletter_reward > (0)::numeric)),
    CONSTRAINT shops_night_hour_check CHECK (((night_hour >= 0) AND (night_hour <= 23))),
    CONSTRAINT shops_pin_length_check CHECK (((pin_length >= 4) AND (pin_length <= 8))),
    CONSTRAINT shops_registration_reward_check CHECK ((registration_reward > (0)::numeric)),
    CONSTRAINT shops_rewarded_sign_ups_check CHECK ((rewarded_sign_ups = ANY (ARRAY['any'::text, 'list'::text]))),
    CONSTRAINT shops_shortfall_rule_check CHECK ((shortfall_rule = ANY (ARRAY['stop'::text, 'other-lots'::text, 'owe'::text]))),
    CONSTRAINT shops_unknown_consent_check CHECK ((unknown_consent = ANY (ARRAY['granted'::text, 'denied'::text])))
);

COMMENT ON COLUMN public.shops.newsletter_reward_since IS 'Sign-ups of before are not rewarded; null: no reward.';

COMMENT ON COLUMN public.shops.rewarded_sign_ups IS 'any: by a form or by consent at the shop; list: by a form alone.';

COMMENT ON COLUMN public.shops.lapsed_returns IS 'What a cancelled spending gives back after the last day: lapses again at once, or is awarded anew.';

COMMENT ON COLUMN public.shops.registration_reward IS 'Null: no reward.';

COMMENT ON COLUMN public.shops.registration_reward_since IS 'Registrations of before earn nothing.';

COMMENT ON COLUMN public.shops.newsletter_taken_back IS 'False: who leaves the newsletter keeps the reward.';

CREATE TABLE public.shortfalls (
    id uuid NOT NULL,
    shop_id text NOT NULL,
    customer_id uuid NOT NULL,
    lot_id uuid NOT NULL,
    amount numeric(12,2) NOT NULL,
    open numeric(12,2) NOT NULL,
    is_owed boolean NOT NULL,
    reason text NOT NULL,
    reference text,
    service text NOT NULL,
    actor text,
    command_key text,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT shortfalls_amount_check CHECK ((amount > (0)::numeric)),
    CONSTRAINT shortfalls_check CHECK (((open >= (0)::numeric) AND (open <= amount)))
);

COMMENT ON TABLE public.shortfalls IS 'What revokes could not take, because it was spent.';

COMMENT ON COLUMN public.shortfalls.is_owed IS 'True: made up by any credits that come; false: by those of the same lot alone.';

CREATE TABLE public.sign_ups (
    shop_id text NOT NULL,
    reward text NOT NULL,
    address_hash text NOT NULL,
    signed_up_at timestamp with time zone NOT NULL,
    has_left boolean NOT NULL,
    CONSTRAINT sign_ups_reward_check CHECK ((reward = 'newsletter'::text))
);

COMMENT ON TABLE public.sign_ups IS 'Of people who are no customers yet; gone when they become one.';

ALTER TABLE ONLY public.address_conflicts
    ADD CONSTRAINT address_conflicts_pkey PRIMARY KEY (customer_id);

ALTER TABLE ONLY public.commands
    ADD CONSTRAINT commands_pkey PRIMARY KEY (shop_id, source, key);

ALTER TABLE ONLY public.consents
    ADD CONSTRAINT consents_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.customer_search
    ADD CONSTRAINT customer_search_pkey PRIMARY KEY (customer_id);

ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_email_identity_key UNIQUE (shop_id, email_identity);

ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_shop_id_id_key UNIQUE (shop_id, id);

ALTER TABLE ONLY public.erasure_answers
    ADD CONSTRAINT erasure_answers_pkey PRIMARY KEY (erasure_id, service);

ALTER TABLE ONLY public.erasures
    ADD CONSTRAINT erasures_customer_id_key UNIQUE (customer_id);

ALTER TABLE ONLY public.erasures
    ADD CONSTRAINT erasures_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.expiry_warnings
    ADD CONSTRAINT expiry_warnings_pkey PRIMARY KEY (customer_id, expires_on);

ALTER TABLE ONLY public.grants
    ADD CONSTRAINT grants_pkey PRIMARY KEY (shop_id, reward, address_hash);

ALTER TABLE ONLY public.grants
    ADD CONSTRAINT grants_shop_id_reward_customer_id_key UNIQUE (shop_id, reward, customer_id);

ALTER TABLE ONLY public.import_blocks
    ADD CONSTRAINT import_blocks_pkey PRIMARY KEY (import_id, first_line);

ALTER TABLE ONLY public.import_lines
    ADD CONSTRAINT import_lines_pkey PRIMARY KEY (import_id, line);

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_shop_id_digest_key UNIQUE (shop_id, digest);

ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (message_id, source, queue);

ALTER TABLE ONLY public.ledger_entries
    ADD CONSTRAINT ledger_entries_customer_id_sequence_key UNIQUE (customer_id, sequence);

ALTER TABLE ONLY public.ledger_entries
    ADD CONSTRAINT ledger_entries_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.lot_movements
    ADD CONSTRAINT lot_movements_pkey PRIMARY KEY (entry_id, lot_id);

ALTER TABLE ONLY public.lots
    ADD CONSTRAINT lots_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mail_connections
    ADD CONSTRAINT mail_connections_pkey PRIMARY KEY (shop_id);

ALTER TABLE ONLY public.mail_settings
    ADD CONSTRAINT mail_settings_pkey PRIMARY KEY (shop_id);

ALTER TABLE ONLY public.mails
    ADD CONSTRAINT mails_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.nights
    ADD CONSTRAINT nights_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.nights
    ADD CONSTRAINT nights_shop_id_local_date_key UNIQUE (shop_id, local_date);

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (is_bulk, id);

ALTER TABLE ONLY public.person_changes
    ADD CONSTRAINT person_changes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.pin_attempts
    ADD CONSTRAINT pin_attempts_pkey PRIMARY KEY (shop_id, address_hash);

ALTER TABLE ONLY public.published
    ADD CONSTRAINT published_pkey PRIMARY KEY (shop_id, type, hour);

ALTER TABLE ONLY public.retired_rows
    ADD CONSTRAINT retired_rows_pkey PRIMARY KEY (table_name, shop_id, kind);

ALTER TABLE ONLY public.runs
    ADD CONSTRAINT runs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.settings_changes
    ADD CONSTRAINT settings_changes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.shops
    ADD CONSTRAINT shops_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.shortfalls
    ADD CONSTRAINT shortfalls_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sign_ups
    ADD CONSTRAINT sign_ups_pkey PRIMARY KEY (address_hash, reward);

CREATE INDEX address_conflicts_shop ON public.address_conflicts USING btree (shop_id);

CREATE INDEX commands_claimed_at ON public.commands USING brin (claimed_at);

CREATE INDEX consents_customer ON public.consents USING btree (customer_id, decided_at DESC, id DESC);

CREATE UNIQUE INDEX consents_once ON public.consents USING btree (customer_id, decided_at, consent, source);

CREATE INDEX customer_search_consent ON public.customer_search USING btree (shop_id, marketing_consent, customer_id);

CREATE INDEX customer_search_group ON public.customer_search USING btree (shop_id, group_name, customer_id) WHERE (group_name IS NOT NULL);

CREATE INDEX customer_search_name ON public.customer_search USING btree (shop_id, name_key, customer_id);

CREATE INDEX customer_search_newest ON public.customer_search USING btree (shop_id, customer_id);

CREATE INDEX customer_search_registered ON public.customer_search USING btree (shop_id, registered, customer_id);

CREATE INDEX customer_search_text ON public.customer_search USING gin (search_text public.gin_trgm_ops);

CREATE INDEX customers_balance ON public.customers USING btree (shop_id, balance, id);

CREATE INDEX daily_sums_added ON public.daily_sums USING btree (shop_id, day) WHERE (NOT is_sum);

CREATE INDEX daily_sums_day ON public.daily_sums USING btree (shop_id, day);

CREATE INDEX erasures_due ON public.erasures USING btree (remind_at) WHERE (remind_at IS NOT NULL);

CREATE INDEX erasures_of_address ON public.erasures USING btree (shop_id, address_hash);

CREATE INDEX erasures_of_shop ON public.erasures USING btree (shop_id, requested_at, id);

CREATE INDEX expiry_warnings_day ON public.expiry_warnings USING brin (expires_on);

CREATE INDEX import_blocks_waiting ON public.import_blocks USING btree (import_id, part, first_line) WHERE (content IS NOT NULL);

CREATE INDEX imports_run ON public.imports USING btree (run_id) WHERE (run_id IS NOT NULL);

CREATE INDEX imports_running ON public.imports USING btree (shop_id, created_at) WHERE (state = 'running'::text);

CREATE INDEX inbox_received_at ON public.inbox USING brin (received_at);

CREATE INDEX ledger_entries_cancels ON public.ledger_entries USING btree (cancels) WHERE (cancels IS NOT NULL);

CREATE INDEX lot_movements_lot ON public.lot_movements USING btree (lot_id);

CREATE INDEX lots_living ON public.lots USING btree (customer_id, expires_on) WHERE (remaining > (0)::numeric);

CREATE INDEX lots_to_lapse ON public.lots USING btree (shop_id, expires_on) INCLUDE (customer_id, remaining) WHERE ((remaining > (0)::numeric) AND (expires_on IS NOT NULL));

CREATE INDEX lots_to_warn ON public.lots USING btree (shop_id, expires_on) WHERE ((remaining > (0)::numeric) AND (expires_on IS NOT NULL) AND (NOT is_warned));

CREATE INDEX mail_connections_due ON public.mail_connections USING btree (mail_due_at) WHERE (mail_state = 'waiting'::text);

CREATE INDEX mails_created_at ON public.mails USING brin (created_at);

CREATE INDEX mails_customer ON public.mails USING btree (customer_id);

CREATE INDEX mails_due ON public.mails USING btree (due_at) WHERE (state = ANY (ARRAY['waiting'::text, 'sending'::text]));

CREATE INDEX mails_of_shop ON public.mails USING btree (shop_id, created_at, id);

CREATE UNIQUE INDEX mails_one_waiting ON public.mails USING btree (customer_id, kind) WHERE (state = 'waiting'::text);

CREATE INDEX mails_sent ON public.mails USING btree (customer_id, kind, settled_at) WHERE (state = 'sent'::text);

CREATE INDEX nights_open ON public.nights USING btree (shop_id, local_date) WHERE (finished_at IS NULL);

CREATE INDEX person_changes_customer ON public.person_changes USING btree (customer_id);

CREATE INDEX person_changes_shop ON public.person_changes USING btree (shop_id, id);

CREATE INDEX runs_due ON public.runs USING btree (due_at) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));

CREATE INDEX runs_ended ON public.runs USING btree (finished_at) WHERE (finished_at IS NOT NULL);

CREATE UNIQUE INDEX runs_open ON public.runs USING btree (shop_id, kind) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text, 'paused'::text]));

CREATE INDEX runs_shop ON public.runs USING btree (shop_id, created_at, id);

CREATE INDEX settings_changes_shop ON public.settings_changes USING btree (shop_id, id);

CREATE INDEX shortfalls_lot ON public.shortfalls USING btree (lot_id);

CREATE INDEX shortfalls_open ON public.shortfalls USING btree (customer_id) WHERE (open > (0)::numeric);

CREATE INDEX shortfalls_shop ON public.shortfalls USING btree (shop_id, id);

CREATE TRIGGER add_customers_to_sums AFTER INSERT ON public.customers REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION public.add_customers_to_sums();

CREATE TRIGGER add_entries_to_sums AFTER INSERT ON public.ledger_entries REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION public.add_entries_to_sums();

CREATE TRIGGER add_registration_to_sums AFTER UPDATE ON public.customers FOR EACH ROW WHEN ((new.registered AND (NOT old.registered))) EXECUTE FUNCTION public.add_registration_to_sums();

CREATE TRIGGER consents_unchanged BEFORE UPDATE ON public.consents FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER keep_customer_search AFTER INSERT ON public.customers REFERENCING NEW TABLE AS created FOR EACH STATEMENT EXECUTE FUNCTION public.keep_customer_search();

CREATE TRIGGER ledger_entries_append_only BEFORE DELETE OR UPDATE ON public.ledger_entries FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER lot_movements_append_only BEFORE DELETE OR UPDATE ON public.lot_movements FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER person_changes_append_only BEFORE DELETE OR UPDATE ON public.person_changes FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER renew_customer_search AFTER UPDATE ON public.customers FOR EACH ROW WHEN ((((((((old.email IS DISTINCT FROM new.email) OR (old.first_name IS DISTINCT FROM new.first_name)) OR (old.last_name IS DISTINCT FROM new.last_name)) OR (old.phone IS DISTINCT FROM new.phone)) OR (old.registered IS DISTINCT FROM new.registered)) OR (old.group_name IS DISTINCT FROM new.group_name)) OR (old.marketing_consent IS DISTINCT FROM new.marketing_consent))) EXECUTE FUNCTION public.renew_customer_search();

CREATE TRIGGER settings_changes_append_only BEFORE DELETE OR UPDATE ON public.settings_changes FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE ONLY public.address_conflicts
    ADD CONSTRAINT address_conflicts_shop_id_customer_id_fkey FOREIGN KEY (shop_id, customer_id) REFERENCES public.customers(shop_id, id);

ALTER TABLE ONLY public.commands
    ADD CONSTRAINT commands_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES public.shops(id);

ALTER TABLE ONLY public.consents
    ADD CONSTRAINT consents_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES public.customers(id);

ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES public.shops(id);

ALTER TABLE ONLY public.erasure_answers
    ADD CONSTRAINT erasure_answers_erasure_id_fkey FOREIGN KEY (erasure_id) REFERENCES public.erasures(id);

ALTER TABLE ONLY public.erasures
    ADD CONSTRAINT erasures_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES public.customers(id);

ALTER TABLE ONLY public.erasures
    ADD CONSTRAINT erasures_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES public.shops(id);

ALTER TABLE ONLY public.grants
    ADD CONSTRAINT grants_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES public.lots(id);

ALTER TABLE ONLY public.grants
    ADD CONSTRAINT grants_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES public.shops(id);

ALTER TABLE ONLY public.import_blocks
    ADD CONSTRAINT import_blocks_import_id_fkey FOREIGN KEY (import_id) REFERENCES public.imports(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.import_lines
    ADD CONSTRAINT import_lines_import_id_fkey FOREIGN KEY (import_id) REFERENCES public.imports(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_run_id_fkey FOREIGN KEY (run_id) REFERENCES public.runs(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES public.shops(id);

ALTER TABLE ONLY public.ledger_entries
    ADD CONSTRAINT ledger_entries_cancels_fkey FOREIGN KEY (cancels) REFERENCES public.ledger_entries(id);

ALTER TABLE ONLY public.ledger_entries
    ADD CONSTRAINT ledger_entries_shop_id_customer_id_fkey FOREIGN KEY (shop_id, customer_id) REFERENCES public.customers(shop_id, id);

ALTER TABLE ONLY public.lot_movements
    ADD CONSTRAINT lot_movements_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES public.lots(id);

ALTER TABLE ONLY public.mail_connections
    ADD CONSTRAINT mail_connections_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES public.shops(id);

ALTER TABLE ONLY public.mail_settings
    ADD CONSTRAINT mail_settings_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES public.shops(id);

ALTER TABLE ONLY public.mails
    ADD CONSTRAINT mails_shop_id_customer_id_fkey FOREIGN KEY (shop_id, customer_id) REFERENCES public.customers(shop_id, id);

ALTER TABLE ONLY public.nights
    ADD CONSTRAINT nights_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES public.shops(id);

ALTER TABLE ONLY public.person_changes
    ADD CONSTRAINT person_changes_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES public.shops(id);

ALTER TABLE ONLY public.pin_attempts
    ADD CONSTRAINT pin_attempts_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES public.shops(id);

ALTER TABLE ONLY public.settings_changes
    ADD CONSTRAINT settings_changes_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES public.shops(id);

ALTER TABLE ONLY public.shortfalls
    ADD CONSTRAINT shortfalls_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES public.lots(id);

ALTER TABLE ONLY public.shortfalls
    ADD CONSTRAINT shortfalls_shop_id_customer_id_fkey FOREIGN KEY (shop_id, customer_id) REFERENCES public.customers(shop_id, id);

ALTER TABLE ONLY public.sign_ups
    ADD CONSTRAINT sign_ups_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES public.shops(id);
