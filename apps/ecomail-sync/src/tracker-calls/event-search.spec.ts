import { findEvent } from './event-search';

const now = Date.parse('2026-11-26T12:00:00Z');
/** One event a minute, the newest now. */
const eventsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    property: `event-${index}`,
    timestamp: new Date(now - index * 60_000).toISOString(),
  }));

const shuffled = <T>(items: readonly T[]): T[] =>
  items
    .map((item, index) => ({ item, place: (index * 7_919) % items.length }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);

async function search(events: ReturnType<typeof eventsOf>, property: string, since: number) {
  const pages: number[] = [];
  const found = await findEvent(
    (page, perPage) => {
      pages.push(page);
      return Promise.resolve({
        total: events.length,
        rows: events.slice((page - 1) * perPage, page * perPage),
      });
    },
    (event) => event.property === property,
    since,
  );
  return { found: found?.property, pages };
}

describe.each([
  ['newest first', (events: ReturnType<typeof eventsOf>) => events],
  ['oldest first', (events: ReturnType<typeof eventsOf>) => [...events].reverse()],
  ['in no order', shuffled],
])('events listed %s', (_order, listed) => {
  it.each([0, 5, 120, 349])('are searched until event %i is found', async (index) => {
    const since = now - (index + 5) * 60_000;
    expect((await search(listed(eventsOf(350)), `event-${index}`, since)).found).toBe(`event-${index}`);
  });

  it('are searched to the instant of the call, and an event that is not there is not found', async () => {
    expect((await search(listed(eventsOf(350)), 'another', now - 10 * 60_000)).found).toBeUndefined();
  });
});

it('only as many pages are read as may hold it, where there is an order', async () => {
  const since = now - 10 * 60_000;
  expect((await search(eventsOf(350), 'another', since)).pages).toEqual([1]);
  expect((await search(eventsOf(350).reverse(), 'another', since)).pages).toEqual([1, 4]);
});

it('a contact with too many events in no order is not taken for one without the event', async () => {
  const events = shuffled(eventsOf(9_000));
  await expect(search(events, 'another', now)).rejects.toMatchObject({ code: 'events-not-searchable' });
});
