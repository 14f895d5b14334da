import table from '../design/design.module.css';
import { TextLink } from '../design/Links';
import { Pill } from '../design/States';
import { formatCount } from '../language/numbers';
import { formatAgo, formatDuration } from '../language/times';
import { useLanguage } from '../language/texts';
import { type Queue, type QueueRow, waitingIn } from './queue-rows';
import { useQueuesTexts } from './texts';

/** A queue with what lies in it, in its retries and among its dead letters. */
export function QueueLine({ row }: { readonly row: QueueRow }) {
  const { queue, waiting, deadLetters } = row;
  const say = useQueuesTexts();
  const language = useLanguage();
  return (
    <tr>
      <td>
        <code className={table['code']}>{queue.name}</code>
        <div className={table['soft']}>{say(`role.${queue.role}`, { service: queue.service ?? '' })}</div>
        <div className={table['narrow']}>
          <Readers row={row} />
        </div>
      </td>
      <td className={table['wide']}>
        <Readers row={row} />
      </td>
      <td className={table['number']}>
        {formatCount(waiting, language)}
        <Growth by={queue.grewBy} />
        <div className={`${table['soft']} ${table['narrow']}`}>
          <Age of={queue} />
        </div>
      </td>
      <td className={table['wide']}>
        <Age of={queue} />
      </td>
      <td className={table['wide']}>
        <Retries of={row.retries} />
      </td>
      <td>{deadLetters ? <OpenLetters of={deadLetters} /> : '–'}</td>
    </tr>
  );
}

function Readers({ row: { queue, isRead, waiting } }: { readonly row: QueueRow }) {
  const say = useQueuesTexts();
  if (queue.role === 'retry') return <Pill>{say('readers.none')}</Pill>;
  if (isRead) return <Pill tone="good">{say('readers.some', { count: queue.consumers })}</Pill>;
  return <Pill tone={waiting > 0 ? 'bad' : 'warn'}>{say('readers.missing')}</Pill>;
}

function Growth({ by }: { readonly by: number | null }) {
  const say = useQueuesTexts();
  const language = useLanguage();
  if (by === null || by === 0) return null;
  const count = formatCount(Math.abs(by), language);
  return <div className={table['soft']}>{say(by > 0 ? 'growth.more' : 'growth.less', { count })}</div>;
}

function Age({ of: { oldestSeconds: seconds, isOldestAtLeast } }: { readonly of: Queue }) {
  const say = useQueuesTexts();
  const language = useLanguage();
  if (seconds === null) return '–';
  const age = formatDuration(seconds, language);
  return isOldestAtLeast ? say('age.atLeast', { age }) : age;
}

function Retries({ of: retries }: { readonly of: readonly Queue[] }) {
  const say = useQueuesTexts();
  const language = useLanguage();
  if (retries.length === 0) return '–';
  return retries.map((one) => (
    <div key={one.name}>
      {say('retries.after', {
        messages: formatCount(waitingIn(one), language),
        delay: formatDuration((one.delayMs ?? 0) / 1000, language),
      })}
    </div>
  ));
}

/** What still lies in the queue itself is about to be taken out of it. */
function OpenLetters({ of: queue }: { readonly of: Queue }) {
  const say = useQueuesTexts();
  const language = useLanguage();
  const { openLetters: open, oldestLetterAt: oldest } = queue;
  const inQueue = queue.role === 'unrouted' ? 0 : waitingIn(queue);
  return (
    <>
      {open === 0 ? (
        say('letters.none')
      ) : (
        <TextLink to="/operations/letters/search" search={{ queue: queue.name }}>
          {say('letters.open', { count: open })}
        </TextLink>
      )}
      {oldest ? (
        <div className={table['soft']}>
          {say('letters.oldest', { when: formatAgo(oldest, new Date(), language) })}
        </div>
      ) : null}
      {inQueue > 0 ? <div className={table['soft']}>{say('letters.inQueue', { count: inQueue })}</div> : null}
    </>
  );
}
