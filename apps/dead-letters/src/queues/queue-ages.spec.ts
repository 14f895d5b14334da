import { QueueAges } from './queue-ages';

const name = 'tool.jobs';

describe('the oldest message of a queue', () => {
  let ages: QueueAges;
  const look = (atMs: number, messages: number, acknowledged?: number) =>
    ages.look(atMs, [{ name, messages, acknowledged }]);

  beforeEach(() => (ages = new QueueAges()));

  it('has waited since the look at which it came', () => {
    look(0, 0, 5);
    look(10, 2, 5);
    look(20, 7, 5);
    expect(ages.ageOf(name, 25)).toEqual({ ms: 15, isAtLeast: false });
  });

  it('is younger than the queue that was never empty, because those before it are gone', () => {
    look(0, 0, 0);
    look(10, 3, 0);
    look(20, 3, 3);
    look(30, 3, 5);
    expect(ages.ageOf(name, 30)).toEqual({ ms: 10, isAtLeast: false });
    look(40, 3, 8);
    expect(ages.ageOf(name, 45)).toEqual({ ms: 5, isAtLeast: false });
  });

  it('may be older where it was there from the first look on', () => {
    look(10, 4);
    look(20, 9);
    expect(ages.ageOf(name, 30)).toEqual({ ms: 20, isAtLeast: true });
  });

  it('is nothing in an empty queue, in one that is gone and in one that nobody saw', () => {
    look(0, 4);
    look(10, 0);
    expect(ages.ageOf(name, 20)).toBeUndefined();
    look(20, 1);
    ages.look(30, []);
    expect(ages.ageOf(name, 40)).toBeUndefined();
    expect(ages.ageOf('other', 40)).toBeUndefined();
  });

  it('is counted on when its consumer connects again and counts from nothing, or is away', () => {
    look(0, 0, 100);
    look(10, 5, 100);
    look(20, 8, undefined);
    look(30, 6, 2);
    expect(ages.ageOf(name, 40)).toEqual({ ms: 30, isAtLeast: false });
    look(40, 3, 5);
    expect(ages.ageOf(name, 40)).toEqual({ ms: 20, isAtLeast: false });
  });

  it('is right where messages leave that nobody acknowledged', () => {
    look(0, 0);
    look(10, 5);
    look(20, 8);
    look(30, 2);
    expect(ages.ageOf(name, 30)).toEqual({ ms: 10, isAtLeast: false });
  });

  it('is known after days in which more and more came and nothing left', () => {
    look(0, 0);
    for (let at = 1; at <= 5_000; at += 1) look(at * 10, at);
    expect(ages.ageOf(name, 50_000)).toEqual({ ms: 49_990, isAtLeast: false });
  });
});
