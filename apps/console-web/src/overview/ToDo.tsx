import type { Sync } from '../api/types';
import { LinkButton } from '../design/Links';
import { Note } from '../design/States';
import { useLanguage } from '../language/texts';
import { useOverviewTexts } from './texts';
import { tasksOf, type Task } from './to-do';

const tones = {
  connect: 'calm',
  stopped: 'bad',
  export: 'good',
  rejected: 'warn',
  webhook: 'calm',
  automations: 'calm',
} as const;

/** Each task with its next step. */
export function ToDo({
  shop,
  connection,
  status,
}: {
  readonly shop: string;
  readonly connection: Sync['ConnectionView'] | null;
  readonly status: Sync['ConnectionStatus'] | null;
}) {
  const say = useOverviewTexts();
  const language = useLanguage();
  const tasks = tasksOf(connection, status);
  if (tasks.length === 0) return <Note tone="good">{say('todo.none')}</Note>;
  return tasks.map((task) => (
    <Note
      key={task}
      tone={tones[task]}
      title={
        task === 'rejected'
          ? say('todo.rejected', { count: status?.rejected.count ?? 0 })
          : say(`todo.${task}`)
      }
      action={<Way shop={shop} task={task} />}
    >
      {(task === 'stopped' ? connection?.message?.[language] : undefined) ?? say(`todo.${task}Text`)}
    </Note>
  ));
}

function Way({ shop, task }: { readonly shop: string; readonly task: Task }) {
  const say = useOverviewTexts();
  if (task === 'export' || task === 'rejected') {
    return (
      <LinkButton
        to="/shops/$shop/customers"
        params={{ shop }}
        search={task === 'export' ? { export: true } : {}}
        variant={task === 'export' ? 'filled' : 'default'}
      >
        {say(task === 'export' ? 'todo.exportButton' : 'todo.open')}
      </LinkButton>
    );
  }
  return (
    <LinkButton
      to="/shops/$shop/integration"
      params={{ shop }}
      variant={task === 'connect' ? 'filled' : 'default'}
    >
      {say(task === 'connect' ? 'todo.connectButton' : 'todo.open')}
    </LinkButton>
  );
}
