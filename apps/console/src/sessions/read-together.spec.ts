import { ReadTogether } from './read-together';

describe('what is read together', () => {
  const values = new Map<string, number>();
  let reads: (readonly string[])[];
  let together: ReadTogether<number>;
  beforeEach(() => {
    values.clear();
    reads = [];
    together = new ReadTogether((keys) => {
      reads.push(keys);
      if (keys.includes('broken')) return Promise.reject(new Error('no answer'));
      return Promise.resolve(new Map(values));
    });
  });

  it('costs one read for all who ask at once, and each gets their own', async () => {
    values.set('jana', 1).set('petr', 2);
    const asked = ['jana', 'petr', 'jana', 'nobody'].map((key) => together.of(key));
    expect(await Promise.all(asked)).toEqual([1, 2, 1, undefined]);
    expect(reads).toEqual([['jana', 'petr', 'nobody']]);
  });

  it('is never from before somebody asked: whoever asks while a read is under way gets one of their own', async () => {
    values.set('jana', 1);
    let second: Promise<number | undefined> | undefined;
    const first = new ReadTogether<number>((keys) => {
      reads.push(keys);
      const seen = new Map(values);
      values.set('jana', 2);
      second ??= first.of('jana');
      return Promise.resolve(seen);
    });
    expect(await first.of('jana')).toBe(1);
    expect(await second).toBe(2);
    expect(reads).toEqual([['jana'], ['jana']]);
  });

  it('fails for those alone who asked within the turn of the read that failed', async () => {
    values.set('jana', 1);
    const failed = await Promise.allSettled([together.of('broken'), together.of('jana')]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await together.of('jana')).toBe(1);
  });
});
