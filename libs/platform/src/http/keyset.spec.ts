import fc from 'fast-check';
import { Keyset } from './keyset';
import { Problem } from './problem';

const byTime = new Keyset('entries', ['instant', 'integer']);
const row = (id: number) => ({
  at: `2026-11-23T08:15:${String(id).padStart(2, '0')}.000000Z`,
  id: String(id),
});
const keysOf = ({ at, id }: { at: string; id: string }) => [at, id];
const cursorOf = (id: number) => byTime.pageOf([row(id), row(id + 1)], 1, keysOf).next ?? '';

describe('keyset paging', () => {
  it('goes on behind the last item of a page', () => {
    expect(byTime.keysOf(cursorOf(7))).toEqual(keysOf(row(7)));
  });

  it('tells that there is no next page, also when the last one is full', () => {
    expect(byTime.pageOf([row(1), row(2)], 2, keysOf)).toEqual({ items: [row(1), row(2)], next: null });
    expect(byTime.pageOf([], 2, keysOf)).toEqual({ items: [], next: null });
  });

  it('begins at the start without a cursor', () => {
    expect(byTime.keysOf(undefined)).toBeUndefined();
    expect(byTime.keysOf('')).toBeUndefined();
  });

  it('refuses a cursor of another list', () => {
    const other = new Keyset('customers', ['instant', 'integer']);
    expect(() => other.keysOf(cursorOf(7))).toThrow(Problem);
  });

  it.each(['2026-02-30T08:15:00Z', '0000-01-01T00:00:00Z', '2026-01-01T24:00:00Z', '2026-13-01T00:00:00Z'])(
    'refuses a moment that no calendar has, which SQL would choke on: %s',
    (at) => {
      const cursor = Buffer.from(JSON.stringify(['entries', at, '7'])).toString('base64url');
      expect(() => byTime.keysOf(cursor)).toThrow(Problem);
    },
  );

  it('refuses whatever it did not make, and lets nothing through that SQL could choke on', () => {
    const cursors = fc.oneof(
      fc.string(),
      fc.json().map((json) => Buffer.from(json).toString('base64url')),
      fc
        .array(fc.array(fc.integer({ min: 0, max: 0x10_ff_ff })), { maxLength: 3 })
        .map((keys) => keys.map((codes) => String.fromCodePoint(...codes)))
        .map((keys) => Buffer.from(JSON.stringify(['entries', ...keys])).toString('base64url')),
    );
    fc.assert(
      fc.property(cursors, (cursor) => {
        try {
          const [at = '', id = ''] = byTime.keysOf(cursor) ?? [row(1).at, '1'];
          expect(Number.isNaN(Date.parse(at))).toBe(false);
          expect(id).toMatch(/^-?\d{1,18}$/);
        } catch (error) {
          expect(error).toMatchObject({ code: 'cursor-invalid', status: 400 });
        }
      }),
    );
  });
});
