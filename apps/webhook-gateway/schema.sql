CREATE TABLE public.addresses (
    id uuid NOT NULL,
    shop_id text NOT NULL,
    token_hash text NOT NULL,
    token_sealed text NOT NULL,
    state text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    rotated_at timestamp with time zone,
    retired_at timestamp with time zone,
    source text NOT NULL,
    ends_at timestamp with time zone,
    secret_sealed text,
    CONSTRAINT addresses_check CHECK (((state = 'current'::text) = (rotated_at IS NULL))),
    CONSTRAINT addresses_check1 CHECK (((state = 'retired'::text) = (retired_at IS NOT NULL))),
    CONSTRAINT addresses_state_check CHECK ((state = ANY (ARRAY['current'::text, 'previous'::text, 'retired'::text])))
);

COMMENT ON TABLE public.addresses IS 'Secret addresses of shops, for one source each. Current and previous ones take notices, retired ones are unknown.';

COMMENT ON COLUMN public.addresses.ends_at IS 'When a previous address ends by itself; null: when it is retired.';

COMMENT ON COLUMN public.addresses.secret_sealed IS 'What its notices are signed with; null: the source does not sign.';

CREATE TABLE public.inbox (
    message_id uuid NOT NULL,
    source text NOT NULL,
    queue text NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL
);

COMMENT ON TABLE public.inbox IS 'Messages whose effect is committed; a message in it changes nothing again.';

CREATE TABLE public.notice_totals (
    shop_id text NOT NULL,
    source text NOT NULL,
    state text NOT NULL,
    verdict text,
    rejected_reason text,
    notices bigint NOT NULL
);

COMMENT ON TABLE public.notice_totals IS 'Notices that are deleted, counted as they were at the end. Without personal data.';

CREATE TABLE public.notices (
    id uuid NOT NULL,
    shop_id text NOT NULL,
    source text NOT NULL,
    address_id uuid NOT NULL,
    received_at timestamp with time zone NOT NULL,
    content_type text NOT NULL,
    body bytea NOT NULL,
    state text NOT NULL,
    rejected_reason text,
    email text,
    status text,
    verdict text,
    verified_at timestamp with time zone,
    command_type text,
    outcome text,
    outcome_reason text,
    outcome_amount numeric(12,2),
    settled_at timestamp with time zone,
    sender_id text,
    CONSTRAINT notices_check CHECK (((state = 'rejected'::text) = (rejected_reason IS NOT NULL))),
    CONSTRAINT notices_check1 CHECK (((state = 'verified'::text) = (verdict IS NOT NULL))),
    CONSTRAINT notices_check2 CHECK (((outcome IS NULL) = (settled_at IS NULL))),
    CONSTRAINT notices_outcome_check CHECK ((outcome = ANY (ARRAY['applied'::text, 'duplicate'::text, 'refused'::text]))),
    CONSTRAINT notices_state_check CHECK ((state = ANY (ARRAY['rejected'::text, 'sent'::text, 'verified'::text])))
);

COMMENT ON TABLE public.notices IS 'Everything received at a known address, exactly as received, and what became of it.';

COMMENT ON COLUMN public.notices.id IS 'UUIDv7, so that newer notices have greater ids.';

COMMENT ON COLUMN public.notices.outcome IS 'What loyalty-core made of the command; null: not said yet, or there was none.';

COMMENT ON COLUMN public.notices.sender_id IS 'Of a source whose notices have ids: the same id is the same notice.';

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

ALTER TABLE ONLY public.addresses
    ADD CONSTRAINT addresses_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.addresses
    ADD CONSTRAINT addresses_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (message_id, source, queue);

ALTER TABLE ONLY public.notice_totals
    ADD CONSTRAINT notice_totals_shop_id_source_state_verdict_rejected_reason_key UNIQUE NULLS NOT DISTINCT (shop_id, source, state, verdict, rejected_reason);

ALTER TABLE ONLY public.notices
    ADD CONSTRAINT notices_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (is_bulk, id);

ALTER TABLE ONLY public.published
    ADD CONSTRAINT published_pkey PRIMARY KEY (shop_id, type, hour);

CREATE INDEX addresses_ending ON public.addresses USING btree (ends_at) WHERE ((state = 'previous'::text) AND (ends_at IS NOT NULL));

CREATE UNIQUE INDEX addresses_one_current ON public.addresses USING btree (shop_id, source) WHERE (state = 'current'::text);

CREATE UNIQUE INDEX addresses_one_previous ON public.addresses USING btree (shop_id, source) WHERE (state = 'previous'::text);

CREATE INDEX inbox_received_at ON public.inbox USING brin (received_at);

CREATE INDEX notices_by_address ON public.notices USING btree (shop_id, lower(email), id DESC) WHERE (email IS NOT NULL);

CREATE INDEX notices_by_age ON public.notices USING btree (received_at);

CREATE INDEX notices_by_shop ON public.notices USING btree (shop_id, id DESC);

CREATE UNIQUE INDEX notices_of_sender ON public.notices USING btree (shop_id, source, sender_id) WHERE (sender_id IS NOT NULL);

CREATE INDEX notices_open ON public.notices USING btree (received_at) WHERE ((state = 'sent'::text) OR ((state = 'verified'::text) AND (command_type IS NOT NULL) AND (outcome IS NULL)));

ALTER TABLE ONLY public.notices
    ADD CONSTRAINT notices_address_id_fkey FOREIGN KEY (address_id) REFERENCES public.addresses(id);
