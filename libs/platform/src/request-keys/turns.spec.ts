import { Turns } from './turns';

describe('turns', () => {
  it('let as many in as there are, and the next in order when one ends, well or not', async () => {
    const turns = new Turns(2);
    const ends: { end: () => void; fail: (error: Error) => void }[] = [];
    const began: number[] = [];
    const results = [0, 1, 2, 3].map((index) =>
      turns
        .take(() => {
          began.push(index);
          return new Promise<void>((end, fail) => ends.push({ end, fail }));
        })
        .catch((error: unknown) => error),
    );
    const settle = () => new Promise(setImmediate);
    await settle();
    expect(began).toEqual([0, 1]);
    ends[1]?.fail(new Error('refused'));
    await settle();
    expect(began).toEqual([0, 1, 2]);
    ends[0]?.end();
    await settle();
    expect(began).toEqual([0, 1, 2, 3]);
    ends[2]?.end();
    ends[3]?.end();
    expect(await Promise.all(results)).toEqual([undefined, new Error('refused'), undefined, undefined]);
  });
});
