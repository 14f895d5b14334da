import { IconStack2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { queuesQuery } from '../api/letters';
import { Page } from '../design/Page';
import { ListCard } from '../design/ListCard';
import { formatClock } from '../language/times';
import { useLanguage } from '../language/texts';
import { OperatorsOnly } from '../operations/OperatorsOnly';
import { rowsOf } from './queue-rows';
import { QueueLine } from './QueueLine';
import { useQueuesTexts } from './texts';
import { WaitingInServices } from './WaitingInServices';

/** Every queue of the broker, and what waits on either side of it; both go on by themselves. */
export function Queues() {
  const say = useQueuesTexts();
  const language = useLanguage();
  const queues = useQuery({
    ...queuesQuery,
    select: ({ seenAt, items }) => ({ seenAt, items: rowsOf(items) }),
  });
  const seenAt = queues.data?.seenAt;
  return (
    <OperatorsOnly>
      <Page title={say('title')} lead={say('lead')}>
        <ListCard
          title={say('queues.title')}
          lead={seenAt ? say('queues.seen', { at: formatClock(seenAt, language) }) : say('queues.lead')}
          list={queues}
          empty={{
            icon: <IconStack2 size={22} />,
            title: say('queues.empty'),
            text: say('queues.emptyText'),
          }}
          columns={[
            say('queues.queue'),
            [say('queues.readers'), 'wide'],
            [say('queues.waiting'), 'number'],
            [say('queues.oldest'), 'wide'],
            [say('queues.retries'), 'wide'],
            say('queues.letters'),
          ]}
          row={(row) => <QueueLine key={row.queue.name} row={row} />}
        />
        <WaitingInServices />
      </Page>
    </OperatorsOnly>
  );
}
