import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { waitingQuery } from '../api/letters';
import table from '../design/design.module.css';
import { ListCard } from '../design/ListCard';
import { Note } from '../design/States';
import { formatCount } from '../language/numbers';
import { formatDuration } from '../language/times';
import { useLanguage } from '../language/texts';
import { laneText } from './lane-text';
import { useQueuesTexts } from './texts';

/** What is committed in a service and waits for the broker, or for Ecomail. Empty lanes are not shown. */
export function WaitingInServices() {
  const say = useQueuesTexts();
  const language = useLanguage();
  const waiting = useQuery({
    ...waitingQuery,
    select: ({ items, silent }) => ({
      silent,
      items: items
        .filter(({ count }) => count > 0)
        .sort((one, other) => other.oldestSeconds - one.oldestSeconds),
    }),
  });
  const silent = waiting.data?.silent ?? [];
  return (
    <>
      {silent.length > 0 ? (
        <Note tone="warn" title={say('waiting.silent')}>
          {silent.join(', ')}
        </Note>
      ) : null}
      <ListCard
        title={say('waiting.title')}
        lead={say('waiting.lead')}
        list={waiting}
        empty={{
          icon: <IconCircleCheck size={22} />,
          title: say('waiting.empty'),
          text: say('waiting.emptyText'),
        }}
        columns={[
          say('waiting.service'),
          say('waiting.what'),
          [say('queues.waiting'), 'number'],
          say('queues.oldest'),
        ]}
        row={({ service, kind, lane, count, oldestSeconds }) => (
          <tr key={`${service} ${kind} ${lane ?? ''}`}>
            <td>
              <code className={table['code']}>{service}</code>
            </td>
            <td>
              {say(`kind.${kind}`)}
              {lane === null ? null : <div className={table['soft']}>{laneText(lane, say)}</div>}
            </td>
            <td className={table['number']}>{formatCount(count, language)}</td>
            <td>{oldestSeconds > 0 ? formatDuration(oldestSeconds, language) : '–'}</td>
          </tr>
        )}
      />
    </>
  );
}
