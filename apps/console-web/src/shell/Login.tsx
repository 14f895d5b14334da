import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Navigate, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { asProblem } from '../api/problem';
import { sessionQuery, signIn } from '../api/session';
import { Note } from '../design/States';
import { useProblemText } from '../problems/problem-text';
import { useAct } from '../design/use-act';
import { formatDuration } from '../language/times';
import { useLanguage } from '../language/texts';
import { Door } from './Door';
import styles from './shell.module.css';
import { useShellTexts } from './texts';

/** After signing in the person is where they wanted to go. */
export function Login() {
  const say = useShellTexts();
  const queries = useQueryClient();
  const { data: session } = useQuery(sessionQuery);
  const { next } = useSearch({ from: '/login' });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const act = useAct(() => signIn(queries, email, password));
  if (session) return <Navigate to={isOwnPath(next) ? next : '/'} replace />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.run().catch(() => setPassword(''));
  };
  const forgot = (
    <Link to="/forgot" className={styles['textLink']}>
      {say('login.forgot')}
    </Link>
  );
  return (
    <Door title={say('login.title')} lead={say('login.lead')} foot={forgot}>
      <form onSubmit={submit}>
        <Stack gap="md">
          {act.error ? <Refused error={act.error} /> : null}
          <TextInput
            label={say('login.email')}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            value={email}
            onChange={({ currentTarget }) => setEmail(currentTarget.value)}
          />
          <PasswordInput
            label={say('login.password')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={({ currentTarget }) => setPassword(currentTarget.value)}
          />
          <Button type="submit" loading={act.isPending} size="md">
            {say('login.submit')}
          </Button>
        </Stack>
      </form>
    </Door>
  );
}

/** Never to another site. */
const isOwnPath = (path: string | undefined): path is string => /^\/(?![/\\])/.test(path ?? '');

function Refused({ error }: { readonly error: unknown }) {
  const say = useShellTexts();
  const language = useLanguage();
  const textOf = useProblemText();
  const problem = asProblem(error);
  if (problem.status === 401) return <Note tone="bad">{say('login.wrong')}</Note>;
  if (problem.status !== 429) return <Note tone="bad">{textOf(error)}</Note>;
  const time = formatDuration(problem.retryAfterSeconds ?? 60, language);
  return <Note tone="warn">{say('login.slow', { time })}</Note>;
}
