CREATE TABLE public.audit (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    person_id uuid,
    role text,
    service text NOT NULL,
    method text NOT NULL,
    path text NOT NULL,
    shop_id text,
    status integer
);

COMMENT ON TABLE public.audit IS 'Every change that a person asked for. Without a status its answer is not known.';

ALTER TABLE public.audit ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.audit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.links (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    kind text NOT NULL,
    token_hash text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    mail_due_at timestamp with time zone,
    mail_attempts integer DEFAULT 0 NOT NULL,
    mail_outcome text,
    CONSTRAINT links_kind_check CHECK ((kind = ANY (ARRAY['invitation'::text, 'password-reset'::text])))
);

COMMENT ON TABLE public.links IS 'Links with which a person sets a password, once. The token is in the e-mail alone.';

CREATE TABLE public.people (
    id uuid NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    language text NOT NULL,
    shops text[] NOT NULL,
    password_hash text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    disabled_at timestamp with time zone,
    last_signed_in_at timestamp with time zone,
    sessions_valid_from timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT people_check CHECK (((role = 'merchant'::text) = (cardinality(shops) > 0))),
    CONSTRAINT people_language_check CHECK ((language = ANY (ARRAY['cs'::text, 'en'::text]))),
    CONSTRAINT people_role_check CHECK ((role = ANY (ARRAY['merchant'::text, 'operator'::text])))
);

COMMENT ON TABLE public.people IS 'Who may sign in: merchants, each with shops of their own, and operators.';

COMMENT ON COLUMN public.people.sessions_valid_from IS 'Sessions that began earlier are over.';

ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.links
    ADD CONSTRAINT links_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.links
    ADD CONSTRAINT links_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.people
    ADD CONSTRAINT people_pkey PRIMARY KEY (id);

CREATE INDEX audit_by_person ON public.audit USING btree (person_id, id);

CREATE INDEX audit_by_shop ON public.audit USING btree (shop_id, id);

CREATE INDEX audit_by_time ON public.audit USING btree (at);

CREATE INDEX links_by_person ON public.links USING btree (person_id);

CREATE INDEX links_to_mail ON public.links USING btree (mail_due_at) WHERE (mail_due_at IS NOT NULL);

CREATE UNIQUE INDEX people_by_email ON public.people USING btree (lower(email));

ALTER TABLE ONLY public.links
    ADD CONSTRAINT links_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;
