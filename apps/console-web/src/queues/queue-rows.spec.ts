import { type Queue, rowsOf } from './queue-rows';

const aQueue = (name: string, change: Partial<Queue>): Queue => ({
  name,
  role: 'work',
  service: 'ecomail-sync',
  workQueue: name,
  delayMs: null,
  ready: 0,
  unacknowledged: 0,
  consumers: 1,
  oldestSeconds: null,
  isOldestAtLeast: false,
  grewBy: 0,
  openLetters: 0,
  oldestLetterAt: null,
  ...change,
});
const contacts = 'ecomail-sync.contacts';
const ofContacts = (end: string, change: Partial<Queue>) =>
  aQueue(`${contacts}.${end}`, { workQueue: contacts, consumers: 0, ...change });

describe('the queues of an operator', () => {
  it('are one row for each queue of work, with its retries that hold something and its dead letters', () => {
    const [row, ...others] = rowsOf([
      aQueue(contacts, { ready: 3, unacknowledged: 2 }),
      ofContacts('dlq', { role: 'dead-letters', openLetters: 4, consumers: 1 }),
      ofContacts('retry.5000ms', { role: 'retry', delayMs: 5_000, ready: 1 }),
      ofContacts('retry.1000ms', { role: 'retry', delayMs: 1_000, ready: 2 }),
      ofContacts('retry.30000ms', { role: 'retry', delayMs: 30_000 }),
    ]);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ waiting: 5, isRead: true, deadLetters: { openLetters: 4 } });
    expect(row?.retries.map(({ delayMs }) => delayMs)).toEqual([1_000, 5_000]);
  });

  it('begin with those that nobody reads, then those with open letters, then the oldest', () => {
    const rows = rowsOf([
      aQueue('a.new', { oldestSeconds: 1, ready: 1 }),
      aQueue('a.old', { oldestSeconds: 900, ready: 1 }),
      aQueue('a.idle', { consumers: 0 }),
      aQueue('unrouted', { role: 'unrouted', workQueue: null, openLetters: 2 }),
      aQueue('a.stands', { consumers: 0, ready: 1, oldestSeconds: 5 }),
    ]);
    expect(rows.map(({ queue }) => queue.name)).toEqual(['a.stands', 'a.idle', 'unrouted', 'a.old', 'a.new']);
  });

  it('leave none out: retries and dead letters whose queue of work is gone have a row of their own', () => {
    const rows = rowsOf([
      ofContacts('dlq', { role: 'dead-letters', consumers: 1 }),
      ofContacts('retry.1000ms', { role: 'retry', delayMs: 1_000, ready: 7 }),
    ]);
    expect(rows.map(({ queue, isRead }) => [queue.role, isRead])).toEqual([
      ['dead-letters', true],
      ['retry', true],
    ]);
  });
});
