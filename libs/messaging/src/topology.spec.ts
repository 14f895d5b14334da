import {
  deadLetterQueueOf,
  outcomesQueue,
  queueName,
  queuePartOf,
  retryQueueOf,
  unroutedQueue,
} from './topology';

describe('the name of a queue says', () => {
  const work = queueName('ecomail-sync', 'contacts');

  it.each([
    [work, { role: 'work', service: 'ecomail-sync', workQueue: work }],
    [
      retryQueueOf(work, 30_000),
      { role: 'retry', service: 'ecomail-sync', workQueue: work, delayMs: 30_000 },
    ],
    [deadLetterQueueOf(work), { role: 'dead-letters', service: 'ecomail-sync', workQueue: work }],
    [unroutedQueue, { role: 'unrouted', service: undefined }],
    [outcomesQueue, { role: 'reports', service: 'dead-letters' }],
    ['amq.gen-JzTY20BRgKO-HjmUJj0wLg', { role: 'other', service: undefined }],
  ])('of %s what it is for and whose it is', (name, part) => {
    expect(queuePartOf(name)).toMatchObject(part);
  });
});
