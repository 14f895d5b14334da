import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { LinkButton } from '../design/Links';
import { useState, type FormEvent } from 'react';
import { ask } from '../api/client';
import { acceptInvitation, resetPassword } from '../api/session';
import { Loaded, Note } from '../design/States';
import { useProblemText } from '../problems/problem-text';
import { useAct } from '../design/use-act';
import { speak } from '../language/texts';
import { Door } from './Door';
import styles from './shell.module.css';
import { useShellTexts } from './texts';

interface Link {
  readonly kind: 'invitation' | 'password-reset';
  readonly email: string;
  readonly name: string;
  readonly language: 'cs' | 'en';
}

const Back = () => (
  <Link to="/login" search={{}} className={styles['textLink']}>
    {useShellTexts()('forgot.back')}
  </Link>
);

/** Says the same whether the address is known or not. */
export function Forgot() {
  const say = useShellTexts();
  const textOf = useProblemText();
  const [email, setEmail] = useState('');
  const [isSent, setSent] = useState(false);
  const act = useAct(() => ask('/api/password/forgot', 'POST', { email }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.run().then(
      () => setSent(true),
      () => undefined,
    );
  };
  return (
    <Door title={say('forgot.title')} lead={say('forgot.lead')} foot={<Back />}>
      {isSent ? (
        <Note tone="good">{say('forgot.sent')}</Note>
      ) : (
        <form onSubmit={submit}>
          <Stack gap="md">
            {act.error ? <Note tone="bad">{textOf(act.error)}</Note> : null}
            <TextInput
              label={say('login.email')}
              type="email"
              autoComplete="username"
              required
              withAsterisk={false}
              value={email}
              onChange={({ currentTarget }) => setEmail(currentTarget.value)}
            />
            <Button type="submit" loading={act.isPending}>
              {say('forgot.submit')}
            </Button>
          </Stack>
        </form>
      )}
    </Door>
  );
}

/** For the link of an e-mail: a first password (invitation) or another one (reset). */
function ChoosePassword({ kind }: { readonly kind: Link['kind'] }) {
  const say = useShellTexts();
  const { token = '' } = useParams({ strict: false });
  const link = useQuery({
    queryKey: ['link', token],
    queryFn: async () => {
      const found = await ask<Link>(`/api/invitations/${encodeURIComponent(token)}`);
      await speak(found.language);
      return found;
    },
    retry: false,
    staleTime: Infinity,
  });
  if (link.error) {
    return (
      <Door title={say('link.invalid')} lead={say('link.invalidText')} foot={<Back />}>
        <LinkButton to="/forgot">{say('forgot.title')}</LinkButton>
      </Door>
    );
  }
  const isNew = kind === 'invitation';
  return (
    <Door
      title={say(isNew ? 'invitation.title' : 'reset.title')}
      lead={
        isNew && link.data ? say('invitation.lead', { email: link.data.email }) : (link.data?.email ?? '')
      }
    >
      <Loaded query={link}>{(found) => <PasswordForm link={found} token={token} isNew={isNew} />}</Loaded>
    </Door>
  );
}

function PasswordForm({
  link,
  token,
  isNew,
}: {
  readonly link: Link;
  readonly token: string;
  readonly isNew: boolean;
}) {
  const say = useShellTexts();
  const textOf = useProblemText();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState(link.name);
  const [password, setPassword] = useState('');
  const act = useAct(() =>
    isNew ? acceptInvitation(queries, token, { name, password }) : resetPassword(queries, token, password),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.run().then(
      () => navigate({ to: '/' }),
      () => undefined,
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {act.error ? <Note tone="bad">{textOf(act.error)}</Note> : null}
        <input type="hidden" autoComplete="username" value={link.email} readOnly />
        {isNew ? (
          <TextInput
            label={say('invitation.name')}
            autoComplete="name"
            required
            withAsterisk={false}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
        ) : null}
        <PasswordInput
          label={say('login.password')}
          description={say('password.rule')}
          autoComplete="new-password"
          minLength={12}
          maxLength={200}
          required
          withAsterisk={false}
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        />
        <Button type="submit" loading={act.isPending}>
          {say(isNew ? 'invitation.submit' : 'reset.submit')}
        </Button>
      </Stack>
    </form>
  );
}

export const Invitation = () => <ChoosePassword kind="invitation" />;
export const Reset = () => <ChoosePassword kind="password-reset" />;
