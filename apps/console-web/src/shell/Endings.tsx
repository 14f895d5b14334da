import { Button } from '@mantine/core';
import { IconBuildingStore, IconMoodPuzzled, IconPlugConnectedX } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Navigate, type ErrorComponentProps } from '@tanstack/react-router';
import { LinkButton } from '../design/Links';
import { ApiProblem } from '../api/problem';
import { sessionQuery } from '../api/session';
import { Empty } from '../design/States';
import { useShellTexts } from './texts';

/** To the first screen of the first shop. */
export function Home() {
  const say = useShellTexts();
  const { data: session } = useSuspenseQuery(sessionQuery);
  const first = session?.shops[0];
  if (first) return <Navigate to="/shops/$shop/overview" params={{ shop: first.id }} replace />;
  if (session?.person.role === 'operator') return <Navigate to="/operations" replace />;
  return (
    <Empty icon={<IconBuildingStore size={22} />} title={say('none.title')}>
      {say('none.text')}
    </Empty>
  );
}

/** A screen that cannot be drawn, or the console itself does not answer: the rest of the page works on. */
export function Broken({ error }: ErrorComponentProps) {
  const say = useShellTexts();
  const isDown = error instanceof ApiProblem;
  return (
    <Empty
      icon={<IconPlugConnectedX size={22} />}
      title={say(isDown ? 'down.title' : 'broken.title')}
      action={<Button onClick={() => location.reload()}>{say('broken.reload')}</Button>}
    >
      {say(isDown ? 'down.text' : 'broken.text')}
    </Empty>
  );
}

export function Missing() {
  const say = useShellTexts();
  return (
    <Empty
      icon={<IconMoodPuzzled size={22} />}
      title={say('missing.title')}
      action={<LinkButton to="/">{say('missing.home')}</LinkButton>}
    >
      {say('missing.text')}
    </Empty>
  );
}
