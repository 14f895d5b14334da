import { Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { usePersonNames } from '../../api/people';
import { Facts } from '../../design/Credits';
import { TextLink } from '../../design/Links';
import { Card, Page } from '../../design/Page';
import { Loaded, Note, Pill } from '../../design/States';
import { formatCount } from '../../language/numbers';
import { formatMoment } from '../../language/times';
import { useLanguage } from '../../language/texts';
import { OperatorsOnly } from '../../operations/OperatorsOnly';
import { actionQuery } from '../../api/letters';
import { useLettersTexts } from '../texts';
import { useFilterNames } from './filter-names';
import { filterText, sharesOf, type Action } from './action';
import { ActionOrders } from './ActionOrders';

export const actionTones = {
  running: 'calm',
  paused: 'warn',
  done: 'good',
  cancelled: 'plain',
  failed: 'bad',
} as const;

/** How an action goes, live, with the ways to stop it. It goes on without this page. */
export function ActionScreen() {
  const say = useLettersTexts();
  const { action: id } = useParams({ from: '/frame/operations/letters/actions/$action' });
  const action = useQuery(actionQuery(id));
  return (
    <OperatorsOnly>
      <Page
        title={action.data ? say(`act.${action.data.kind}`) : say('action.title')}
        lead={action.data?.why}
        back={<TextLink to="/operations/letters">{say('back')}</TextLink>}
      >
        <Loaded query={action}>{(view) => <Progressing action={view} />}</Loaded>
      </Page>
    </OperatorsOnly>
  );
}

const parts = [
  ['done', 'leaf'],
  ['failed', 'red'],
  ['sent', 'gray'],
] as const;

function Progressing({ action }: { readonly action: Action }) {
  const say = useLettersTexts();
  const language = useLanguage();
  const { state, stopped, matched, done } = action;
  const shares = sharesOf(action);
  const of = { done: formatCount(done, language), matched: formatCount(matched, language) };
  return (
    <Card
      title={say('action.of', of)}
      actions={<Pill tone={actionTones[state]}>{say(`action.${state}`)}</Pill>}
    >
      {stopped === null ? null : <Stopped why={stopped} />}
      <Progress.Root size="lg" radius="xl" mb="lg">
        {parts.map(([name, color]) => (
          <Progress.Section
            key={name}
            value={shares[name]}
            color={color}
            aria-label={say(`action.${name}Share`)}
          />
        ))}
      </Progress.Root>
      <div aria-live="polite">
        <Numbers action={action} />
      </div>
      <ActionOrders action={action} />
    </Card>
  );
}

const countNames = ['done', 'noOp', 'failed', 'sent', 'retrying', 'chosen', 'skipped'] as const;

function Numbers({ action }: { readonly action: Action }) {
  const say = useLettersTexts();
  const language = useLanguage();
  const nameOf = usePersonNames();
  const filterName = useFilterNames();
  const counts = action.kind === 'replay' ? countNames : [];
  return (
    <Facts
      of={[
        ...counts.map((name) => [say(`count.${name}`), formatCount(action.counts[name], language)] as const),
        [say('actions.who'), nameOf(action.actor)],
        [say('action.began'), formatMoment(action.createdAt, language)],
        action.endedAt !== null && [say('action.ended'), formatMoment(action.endedAt, language)],
        [say('action.meant'), filterText(action.filter, filterName) || say('action.everything')],
      ]}
    />
  );
}

const reasons = ['failing-again', 'new-failure'] as const;

function Stopped({ why }: { readonly why: string }) {
  const say = useLettersTexts();
  const known = reasons.find((one) => one === why);
  return (
    <Note tone="warn" title={say('action.stopped')}>
      {known ? say(`stopped.${known}`) : why}
    </Note>
  );
}
