CREATE FUNCTION public.count_letters() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
  begin
    if tg_op = 'INSERT' then
  perform from groups where id in (select group_id from added) order by id for no key update;
  update groups set open = groups.open + sums.open, taken = groups.taken + sums.taken, delivered = groups.delivered + sums.delivered, discarded = groups.discarded + sums.discarded
  from (select group_id, coalesce(sum(n) filter (where state = 'open'), 0)::int as open, coalesce(sum(n) filter (where state = 'taken'), 0)::int as taken, coalesce(sum(n) filter (where state = 'delivered'), 0)::int as delivered, coalesce(sum(n) filter (where state = 'discarded'), 0)::int as discarded
    from (select group_id, state, count(*)::int as n from added group by 1, 2) as changes group by group_id) as sums
  where groups.id = sums.group_id;
    elsif tg_op = 'DELETE' then
  perform from groups where id in (select group_id from gone) order by id for no key update;
  update groups set open = groups.open + sums.open, taken = groups.taken + sums.taken, delivered = groups.delivered + sums.delivered, discarded = groups.discarded + sums.discarded
  from (select group_id, coalesce(sum(n) filter (where state = 'open'), 0)::int as open, coalesce(sum(n) filter (where state = 'taken'), 0)::int as taken, coalesce(sum(n) filter (where state = 'delivered'), 0)::int as delivered, coalesce(sum(n) filter (where state = 'discarded'), 0)::int as discarded
    from (select group_id, state, -count(*)::int as n from gone group by 1, 2) as changes group by group_id) as sums
  where groups.id = sums.group_id;
    else
  perform from groups where id in (select group_id from added union select group_id from gone) order by id for no key update;
  update groups set open = groups.open + sums.open, taken = groups.taken + sums.taken, delivered = groups.delivered + sums.delivered, discarded = groups.discarded + sums.discarded
  from (select group_id, coalesce(sum(n) filter (where state = 'open'), 0)::int as open, coalesce(sum(n) filter (where state = 'taken'), 0)::int as taken, coalesce(sum(n) filter (where state = 'delivered'), 0)::int as delivered, coalesce(sum(n) filter (where state = 'discarded'), 0)::int as discarded
    from (select group_id, state, count(*)::int as n from added group by 1, 2 union all select group_id, state, -count(*)::int as n from gone group by 1, 2) as changes group by group_id) as sums
  where groups.id = sums.group_id;
    end if;
    return null;
  end $$;

CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
  begin raise exception 'the audit is added to only'; end $$;

CREATE TABLE public.actions (
    id uuid NOT NULL,
    run_id uuid,
    kind text NOT NULL,
    actor text NOT NULL,
    why text NOT NULL,
    filter jsonb NOT NULL,
    parameters jsonb NOT NULL,
    newest uuid,
    matched integer NOT NULL,
    outcome text,
    stopped text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT actions_kind_check CHECK ((kind = ANY (ARRAY['replay'::text, 'discard'::text, 'restore'::text, 'edit'::text]))),
    CONSTRAINT actions_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'cancelled'::text, 'failed'::text])))
);

COMMENT ON TABLE public.actions IS 'What was asked for: the filter as it was at the start, and the newest letter that it means.';

COMMENT ON COLUMN public.actions.stopped IS 'Why a replay stopped itself; null while it goes on.';

CREATE TABLE public.attempts (
    id uuid NOT NULL,
    action_id uuid NOT NULL,
    letter_id uuid NOT NULL,
    place bigint NOT NULL,
    person text,
    state text DEFAULT 'chosen'::text NOT NULL,
    code text,
    code_before text NOT NULL,
    group_before uuid NOT NULL,
    group_after uuid,
    came_back boolean DEFAULT false NOT NULL,
    sent_at timestamp with time zone,
    settled_at timestamp with time zone,
    CONSTRAINT attempts_state_check CHECK ((state = ANY (ARRAY['chosen'::text, 'sending'::text, 'sent'::text, 'retrying'::text, 'done'::text, 'no-op'::text, 'failed'::text, 'skipped'::text])))
);

COMMENT ON TABLE public.attempts IS 'One letter in one action. Its id travels with the message, and comes back with its outcome.';

COMMENT ON COLUMN public.attempts.place IS 'The order in which the action goes through its letters.';

COMMENT ON COLUMN public.attempts.person IS 'Whose letters go in their order: the customer, or the hash of an address.';

CREATE TABLE public.audit (
    id uuid NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    actor text NOT NULL,
    service text NOT NULL,
    what text NOT NULL,
    why text,
    action_id uuid,
    group_id uuid,
    letter_id uuid,
    filter jsonb,
    before jsonb,
    after jsonb
);

COMMENT ON TABLE public.audit IS 'Who did what, when and why. Rows are added only.';

CREATE TABLE public.erased_customers (
    shop_id text NOT NULL,
    customer_id uuid NOT NULL,
    erased_at timestamp with time zone DEFAULT now() NOT NULL
);

COMMENT ON TABLE public.erased_customers IS 'Customers who were erased, by ids that name nobody any more.';

CREATE TABLE public.group_hours (
    group_id uuid NOT NULL,
    hour timestamp with time zone NOT NULL,
    letters integer NOT NULL
);

COMMENT ON TABLE public.group_hours IS 'How many came in each hour, those that came back with them.';

CREATE TABLE public.groups (
    id uuid NOT NULL,
    fingerprint text NOT NULL,
    service text NOT NULL,
    queue text NOT NULL,
    type text NOT NULL,
    code text NOT NULL,
    message text NOT NULL,
    frames text NOT NULL,
    note text,
    is_on_hold boolean DEFAULT false NOT NULL,
    first_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone,
    announced_at timestamp with time zone,
    open integer DEFAULT 0 NOT NULL,
    taken integer DEFAULT 0 NOT NULL,
    delivered integer DEFAULT 0 NOT NULL,
    discarded integer DEFAULT 0 NOT NULL,
    CONSTRAINT groups_delivered_check CHECK ((delivered >= 0)),
    CONSTRAINT groups_discarded_check CHECK ((discarded >= 0)),
    CONSTRAINT groups_open_check CHECK ((open >= 0)),
    CONSTRAINT groups_taken_check CHECK ((taken >= 0))
);

COMMENT ON TABLE public.groups IS 'Letters that failed alike: same service, queue, type, code, message and top frames.';

COMMENT ON COLUMN public.groups.open IS 'Letters in this state; kept by triggers of letters, like the three beside it.';

CREATE TABLE public.inbox (
    message_id uuid NOT NULL,
    source text NOT NULL,
    queue text NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL
);

COMMENT ON TABLE public.inbox IS 'Messages whose effect is committed; a message in it changes nothing again.';

CREATE TABLE public.letter_totals (
    shop_id text NOT NULL,
    type text NOT NULL,
    state text NOT NULL,
    letters bigint NOT NULL,
    sender text NOT NULL,
    hour timestamp with time zone NOT NULL
);

COMMENT ON TABLE public.letter_totals IS 'Letters that retention deleted, by what had become of them; no shop is an empty text.';

COMMENT ON COLUMN public.letter_totals.sender IS 'Empty where it was not known, or deleted before it was counted.';

COMMENT ON COLUMN public.letter_totals.hour IS 'In which the message was made; -infinity where it was not known, or deleted before it was counted.';

CREATE TABLE public.letters (
    id uuid NOT NULL,
    group_id uuid NOT NULL,
    identity text NOT NULL,
    queue text NOT NULL,
    failing_queue text,
    message_id text NOT NULL,
    exchange text NOT NULL,
    routing_key text NOT NULL,
    service text NOT NULL,
    service_version text,
    sender text,
    type text NOT NULL,
    shop_id text,
    customer_id uuid,
    trace_id text,
    code text NOT NULL,
    message text NOT NULL,
    stack text,
    attempts integer,
    occurred_at timestamp with time zone,
    first_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    returns integer DEFAULT 0 NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    settled_at timestamp with time zone,
    action_id uuid,
    bytes integer NOT NULL,
    content_sealed text,
    edited_sealed text,
    address_hashes text[],
    is_replayable boolean NOT NULL,
    sent_back_at timestamp with time zone,
    seen_at timestamp with time zone,
    erased_at timestamp with time zone,
    failed_at timestamp with time zone,
    CONSTRAINT letters_check CHECK (((state = 'taken'::text) = (action_id IS NOT NULL))),
    CONSTRAINT letters_check1 CHECK (((state = ANY (ARRAY['delivered'::text, 'discarded'::text])) = (settled_at IS NOT NULL))),
    CONSTRAINT letters_state_check CHECK ((state = ANY (ARRAY['open'::text, 'taken'::text, 'delivered'::text, 'discarded'::text])))
);

COMMENT ON TABLE public.letters IS 'Messages that nobody tries again by themselves, drained from the broker, and what became of them.';

COMMENT ON COLUMN public.letters.id IS 'UUIDv7: newer letters have greater ids.';

COMMENT ON COLUMN public.letters.identity IS 'Message id and keyed hash of the body: the same message again is the same letter.';

COMMENT ON COLUMN public.letters.returns IS 'How often it came again, after a replay or by itself.';

COMMENT ON COLUMN public.letters.content_sealed IS 'Body, headers and the way back; gone when the person is erased.';

COMMENT ON COLUMN public.letters.sent_back_at IS 'Went back once by itself, because the delivery limit had sent it here.';

COMMENT ON COLUMN public.letters.failed_at IS 'As the failing service says, of the last time; null: not said, or not known of old ones.';

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

ALTER TABLE ONLY public.actions
    ADD CONSTRAINT actions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attempts
    ADD CONSTRAINT attempts_action_id_letter_id_key UNIQUE (action_id, letter_id);

ALTER TABLE ONLY public.attempts
    ADD CONSTRAINT attempts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.erased_customers
    ADD CONSTRAINT erased_customers_pkey PRIMARY KEY (shop_id, customer_id);

ALTER TABLE ONLY public.group_hours
    ADD CONSTRAINT group_hours_pkey PRIMARY KEY (group_id, hour);

ALTER TABLE ONLY public.groups
    ADD CONSTRAINT groups_fingerprint_key UNIQUE (fingerprint);

ALTER TABLE ONLY public.groups
    ADD CONSTRAINT groups_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (message_id, source, queue);

ALTER TABLE ONLY public.letter_totals
    ADD CONSTRAINT letter_totals_pkey PRIMARY KEY (shop_id, type, state, sender, hour);

ALTER TABLE ONLY public.letters
    ADD CONSTRAINT letters_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.letters
    ADD CONSTRAINT letters_queue_identity_key UNIQUE (queue, identity);

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (is_bulk, id);

ALTER TABLE ONLY public.published
    ADD CONSTRAINT published_pkey PRIMARY KEY (shop_id, type, hour);

ALTER TABLE ONLY public.runs
    ADD CONSTRAINT runs_pkey PRIMARY KEY (id);

CREATE INDEX actions_created ON public.actions USING btree (created_at DESC, id);

CREATE INDEX attempts_letter ON public.attempts USING btree (letter_id);

CREATE INDEX attempts_order ON public.attempts USING btree (action_id, state, place);

CREATE INDEX attempts_person ON public.attempts USING btree (action_id, person, place) WHERE (person IS NOT NULL);

CREATE INDEX audit_action ON public.audit USING btree (action_id) WHERE (action_id IS NOT NULL);

CREATE INDEX audit_at ON public.audit USING btree (at DESC, id);

CREATE INDEX groups_last ON public.groups USING btree (last_at DESC, id);

CREATE INDEX groups_new ON public.groups USING btree (first_at) WHERE (announced_at IS NULL);

CREATE INDEX groups_open ON public.groups USING btree (last_at DESC, id) WHERE (open > 0);

CREATE INDEX inbox_received_at ON public.inbox USING brin (received_at);

CREATE INDEX letters_action ON public.letters USING btree (action_id) WHERE (action_id IS NOT NULL);

CREATE INDEX letters_addresses ON public.letters USING gin (address_hashes) WHERE (address_hashes IS NOT NULL);

CREATE INDEX letters_code ON public.letters USING btree (code, state, id);

CREATE INDEX letters_customer ON public.letters USING btree (customer_id, id) WHERE (customer_id IS NOT NULL);

CREATE INDEX letters_group ON public.letters USING btree (group_id, state, id);

CREATE INDEX letters_last ON public.letters USING btree (last_at, id);

CREATE INDEX letters_limit ON public.letters USING btree (first_at) WHERE ((code = 'delivery-limit'::text) AND (state = 'open'::text) AND (sent_back_at IS NULL));

CREATE INDEX letters_message ON public.letters USING btree (message_id);

CREATE INDEX letters_queue ON public.letters USING btree (queue, state, id);

CREATE INDEX letters_service ON public.letters USING btree (service, state, id);

CREATE INDEX letters_settled ON public.letters USING btree (settled_at) WHERE (settled_at IS NOT NULL);

CREATE INDEX letters_shop ON public.letters USING btree (shop_id, state, id);

CREATE INDEX letters_state ON public.letters USING btree (((state || ''::text)), id);

CREATE INDEX letters_type ON public.letters USING btree (type, state, id);

CREATE INDEX runs_due ON public.runs USING btree (due_at) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));

CREATE INDEX runs_ended ON public.runs USING btree (finished_at) WHERE (finished_at IS NOT NULL);

CREATE UNIQUE INDEX runs_open ON public.runs USING btree (shop_id, kind) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text, 'paused'::text]));

CREATE INDEX runs_shop ON public.runs USING btree (shop_id, created_at, id);

CREATE TRIGGER audit_is_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER letters_added AFTER INSERT ON public.letters REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION public.count_letters();

CREATE TRIGGER letters_changed AFTER UPDATE ON public.letters REFERENCING OLD TABLE AS gone NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION public.count_letters();

CREATE TRIGGER letters_gone AFTER DELETE ON public.letters REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION public.count_letters();

ALTER TABLE ONLY public.attempts
    ADD CONSTRAINT attempts_action_id_fkey FOREIGN KEY (action_id) REFERENCES public.actions(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.attempts
    ADD CONSTRAINT attempts_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES public.letters(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.group_hours
    ADD CONSTRAINT group_hours_group_id_fkey FOREIGN KEY (group_id) REFERENCES public.groups(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.letters
    ADD CONSTRAINT letters_group_id_fkey FOREIGN KEY (group_id) REFERENCES public.groups(id);
