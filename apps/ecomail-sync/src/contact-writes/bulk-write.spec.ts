import type { BulkRefusal } from '../accounts/ecomail-failure';
import { CountMeaninglessError, findMissing, writeBulk, WritesRefusedError } from './bulk-write';

class Refused extends Error {
  constructor(readonly refusal: BulkRefusal) {
    super('refused');
  }
}
const refusalOf = (error: unknown) => (error instanceof Refused ? error.refusal : undefined);
const numbers = Array.from({ length: 500 }, (_, index) => index);

type Control = 'taken' | 'refused' | undefined;
const noControl = () => Promise.resolve<Control>(undefined);

/** An Ecomail that refuses calls with bad numbers, telling which or not. */
function ecomail(bad: readonly number[], tells: 'all' | 'first' | 'nothing' | 'vague') {
  const stored = new Set<number>();
  let calls = 0;
  const send = (items: readonly number[]): Promise<void> => {
    calls += 1;
    const places = items.flatMap((item, index) => (bad.includes(item) ? [index] : []));
    const named = tells === 'all' ? places : tells === 'first' ? places.slice(0, 1) : [];
    if (places.length > 0) {
      return Promise.reject(
        new Refused({
          items: new Map(named.map((index) => [index, 'email: bad'])),
          isOfItems: tells !== 'vague',
          isOfAll: false,
          reason: 'email: bad',
        }),
      );
    }
    items.forEach((item) => stored.add(item));
    return Promise.resolve();
  };
  return { send, stored, calls: () => calls };
}

describe('a bulk write', () => {
  it.each(['all', 'first', 'nothing', 'vague'] as const)(
    'of 500 with three bad ones stores the other 497 (%s named)',
    async (tells) => {
      const { send, stored } = ecomail([0, 123, 499], tells);
      const { written, rejected } = await writeBulk(numbers, send, refusalOf, noControl);
      expect(rejected.map(({ item }) => item).sort((a, b) => a - b)).toEqual([0, 123, 499]);
      expect(written).toHaveLength(497);
      expect(stored.size).toBe(497);
    },
  );

  it('needs one more call for each refusal that names its contact', async () => {
    const { send, calls } = ecomail([7], 'all');
    await writeBulk(numbers, send, refusalOf, noControl);
    expect(calls()).toBe(2);
  });

  it.each([1, 2, 500, 3_000])(
    'of %s that is refused for a reason of none of them rejects none, after a few calls',
    async (count) => {
      const items = Array.from({ length: count }, (_, index) => index);
      const { send, calls } = ecomail(items, 'vague');
      const control = () => Promise.resolve<Control>('refused');
      await expect(writeBulk(items, send, refusalOf, control)).rejects.toThrow(WritesRefusedError);
      expect(calls()).toBeLessThanOrEqual(15);
    },
  );

  it('refused in words about all alike rejects none, although there is no control', async () => {
    const refusal = { items: new Map(), isOfItems: false, isOfAll: true, reason: 'The list is locked' };
    const send = () => Promise.reject(new Refused(refusal));
    await expect(writeBulk([1], send, refusalOf, noControl)).rejects.toThrow('The list is locked');
  });

  it.each(['taken', undefined] as const)(
    'of one, or of few with the others rejected by name, is no reason to stop when the control is %s',
    async (answer) => {
      const { send } = ecomail([0, 1, 2], 'vague');
      const alone = await writeBulk([1], send, refusalOf, () => Promise.resolve(answer));
      expect(alone.rejected).toEqual([{ item: 1, reason: 'email: bad' }]);
      const naming = (items: readonly number[]) =>
        items.length === 1
          ? send(items)
          : Promise.reject(
              new Refused({ items: new Map([[0, 'bad']]), isOfItems: true, isOfAll: false, reason: 'bad' }),
            );
      const few = await writeBulk([0, 1], naming, refusalOf, () => Promise.resolve(answer));
      expect(few).toMatchObject({ written: [], rejected: [{ item: 0 }, { item: 1 }] });
    },
  );

  it('in which every item is bad by itself rejects them all', async () => {
    const { send } = ecomail([0, 1, 2], 'nothing');
    const { rejected } = await writeBulk([0, 1, 2], send, refusalOf, noControl);
    expect(rejected).toHaveLength(3);
  });

  it('in which a part is refused that an item can do without writes it without that part', async () => {
    const sent: string[][] = [];
    const send = (items: readonly string[]): Promise<void> => {
      sent.push([...items]);
      const index = items.findIndex((item) => item.includes('phone'));
      if (index < 0) return Promise.resolve();
      const fields = new Map([[index, ['phone']]]);
      return Promise.reject(
        new Refused({
          items: new Map([[index, 'phone: bad']]),
          fields,
          isOfItems: true,
          isOfAll: false,
          reason: 'phone: bad',
        }),
      );
    };
    const without = (item: string, fields: readonly string[]) =>
      fields.every((field) => field === 'phone') ? item.replace('+phone', '') : undefined;
    const result = await writeBulk(['a', 'b+phone', 'c'], send, refusalOf, noControl, without);
    expect(result).toEqual({ written: ['a', 'c', 'b'], rejected: [] });
    expect(sent).toHaveLength(2);
  });

  it('that fails for another reason says nothing about any contact', async () => {
    const cut = () => Promise.reject(new Error('cut'));
    await expect(writeBulk(numbers, cut, refusalOf, noControl)).rejects.toThrow('cut');
  });
});

describe('a count that is too low', () => {
  const sendWithout = (lost: readonly number[]) => (items: readonly number[]) =>
    Promise.resolve(items.filter((item) => !lost.includes(item)).length);

  it('leads to the contacts that were lost silently', async () => {
    const send = sendWithout([3, 400]);
    expect(await findMissing(numbers, await send(numbers), send, () => Promise.resolve(true))).toEqual([
      3, 400,
    ]);
  });

  it('is found meaningless with the first contact that was written all the same', async () => {
    let calls = 0;
    const send = () => {
      calls += 1;
      return Promise.resolve(0);
    };
    await expect(findMissing(numbers, 0, send, () => Promise.resolve(false))).rejects.toThrow(
      CountMeaninglessError,
    );
    expect(calls).toBeLessThan(12);
  });
});
