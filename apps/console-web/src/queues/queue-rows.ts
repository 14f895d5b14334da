import type { Letters } from '../api/types';

export type Queue = Letters['QueueView'];

/** A queue of work with those that belong to it, or one that belongs to none. */
export interface QueueRow {
  readonly queue: Queue;
  readonly isRead: boolean;
  /** Ready and handed out. */
  readonly waiting: number;
  /** Those of its queues of retries in which something lies, the shortest delay first. */
  readonly retries: readonly Queue[];
  /** Undefined: it has none. */
  readonly deadLetters: Queue | undefined;
}

export const waitingIn = ({ ready, unacknowledged }: Queue): number => ready + unacknowledged;

/** One row for each queue of work and for each other one; what needs somebody comes first, then the oldest. */
export function rowsOf(queues: readonly Queue[]): QueueRow[] {
  const heads = queues.filter(({ role, workQueue }) => isHead(role) || !queues.some(isWork(workQueue)));
  return heads
    .map((queue) => {
      const own = queue.role === 'work' ? queues.filter(({ workQueue }) => workQueue === queue.name) : [];
      return {
        queue,
        isRead: queue.consumers > 0 || queue.role === 'retry',
        waiting: waitingIn(queue),
        retries: own
          .filter((one) => one.role === 'retry' && waitingIn(one) > 0)
          .sort((a, b) => (a.delayMs ?? 0) - (b.delayMs ?? 0)),
        deadLetters: queue.role === 'unrouted' ? queue : own.find(({ role }) => role === 'dead-letters'),
      };
    })
    .sort(
      (a, b) => urgency(b) - urgency(a) || ageOf(b) - ageOf(a) || a.queue.name.localeCompare(b.queue.name),
    );
}

const isHead = (role: Queue['role']): boolean => role !== 'retry' && role !== 'dead-letters';
const isWork =
  (name: string | null) =>
  (queue: Queue): boolean =>
    queue.role === 'work' && queue.name === name;
const ageOf = ({ queue }: QueueRow): number => queue.oldestSeconds ?? -1;

/** Nobody reads it and something waits; nobody reads it; letters are open. */
function urgency({ isRead, waiting, deadLetters }: QueueRow): number {
  if (!isRead) return waiting > 0 ? 3 : 2;
  return (deadLetters?.openLetters ?? 0) > 0 ? 1 : 0;
}
