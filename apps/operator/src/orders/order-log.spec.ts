import { amountText, check } from '@ellity/contracts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generatedOrders } from './generated-orders';
import { awardFor } from './order-award';
import { type OrderAt, ordersOf, summaryOf } from './order-log';

const folder = mkdtempSync(join(tmpdir(), 'orders-'));
afterAll(() => rmSync(folder, { recursive: true }));
const logOf = (text: string): string => {
  const file = join(folder, 'log.txt');
  writeFileSync(file, text);
  return file;
};
const ordersIn = async (file: string): Promise<OrderAt[]> => {
  const orders: OrderAt[] = [];
  for await (const order of ordersOf(file)) orders.push(order);
  return orders;
};
const three = [
  ' 00004 0001 19970101  2   29.33',
  ' 00021 0002 19970102  1    0.00',
  ' 00004 0001 19980630  1   14.96',
];
const about = { shopId: 'demo', source: 'operator', digest: 'f'.repeat(64), shiftDays: 0 };

describe('a purchase log', () => {
  it.each([
    ['CRLF', `${three.join('\r\n')}\r\n`],
    ['LF', `${three.join('\n')}\n`],
    ['no end at the last line', three.join('\n')],
  ])('is summed up exactly, with %s', async (_, text) => {
    expect(await summaryOf(logOf(text))).toMatchObject({
      orders: 3,
      awards: 2,
      customers: 1,
      credits: 293n + 149n,
      lastDay: '1998-06-30',
      worthNothing: { count: 1, lines: [2] },
      malformed: { count: 0, problems: [] },
    });
  });

  it('names malformed lines by their number in the file, empty ones counted', async () => {
    const { malformed, orders } = await summaryOf(logOf(`${three[0]}\n\nnonsense\n${three[2]}\n`));
    expect([orders, malformed]).toEqual([2, { count: 1, problems: ['line 3: must have 5 columns, has 1'] }]);
  });

  it('stays readable with a line without end', async () => {
    const { malformed } = await summaryOf(logOf('x'.repeat(5_000_000)));
    expect(malformed).toEqual({ count: 1, problems: ['line 1: must have 5 columns, has 1'] });
  });

  it('keeps every line whole where it is read in pieces', async () => {
    const text = [...generatedOrders(5_000, 3)].join('');
    const file = logOf(text);
    const lines = text.trimEnd().split('\r\n').length;
    expect(await summaryOf(file)).toMatchObject({ orders: lines, malformed: { count: 0 } });
    expect((await ordersIn(file)).at(-1)?.line).toBe(lines);
  });

  it('makes an award of each order that is worth something, known by file and line', async () => {
    const awards = (await ordersIn(logOf(three.join('\n')))).map((order) => awardFor(order, about));
    expect(awards.map((award) => award?.data)).toEqual([
      {
        email: 'customer-00004@shop.test',
        amount: '2.93',
        reason: 'order',
        reference: '1',
        idempotencyKey: 'ffffffffffffffff-1',
      },
      undefined,
      expect.objectContaining({ amount: '1.49', idempotencyKey: 'ffffffffffffffff-3' }),
    ]);
    expect(check(awards[0])).toMatchObject({ ok: true });
  });

  it('makes the same award whatever the shift, but for its time', async () => {
    const [order] = await ordersIn(logOf(three.join('\n')));
    if (!order) throw new Error('the log has orders');
    const [asWritten, shifted] = [awardFor(order, about), awardFor(order, { ...about, shiftDays: 365 })];
    expect([asWritten?.time, shifted?.time]).toEqual([
      '1997-01-01T00:00:00.000Z',
      '1998-01-01T00:00:00.000Z',
    ]);
    expect(shifted?.data).toEqual(asWritten?.data);
  });
});

describe('a generated log', () => {
  it('is the same for a seed and another for another', () => {
    const text = (seed: number) => [...generatedOrders(50, seed)].join('');
    expect(text(7)).toBe(text(7));
    expect(text(7)).not.toBe(text(8));
  });

  it('has the shape of a real one: repeated customers, worthless orders, repeated lines, no malformed one', async () => {
    const summary = await summaryOf(logOf([...generatedOrders(2_000, 1)].join('')));
    expect(summary).toMatchObject({ malformed: { count: 0 } });
    expect(summary.orders).toBeGreaterThan(4_000);
    expect(summary.worthNothing.count).toBeGreaterThan(0);
    expect(summary.customers).toBe(2_000 - summary.worthNothing.count);
    const lines = [...generatedOrders(2_000, 1)];
    expect(new Set(lines).size).toBeLessThan(lines.length);
  });
});

/** The real log is not part of the project: it is read where this variable says where it is. */
const realLog = process.env['CDNOW_ORDERS_FILE'];
const generatedLog = join(folder, 'generated.txt');
writeFileSync(generatedLog, [...generatedOrders(2_000, 1)].join(''));

interface KnownLog {
  readonly file: string;
  readonly awards: number;
  readonly customers: number;
  readonly credits: string;
}
const knownLogs: KnownLog[] = [
  { file: generatedLog, awards: 5_645, customers: 1_993, credits: '20226.34' },
  ...(realLog === undefined ? [] : [{ file: realLog, awards: 6_911, customers: 2_349, credits: '24367.40' }]),
];

describe('known totals', () => {
  it.each(knownLogs)('hold for $file', async ({ file, ...totals }) => {
    const { awards, customers, credits } = await summaryOf(file);
    expect({ awards, customers, credits: amountText(credits) }).toEqual(totals);
  });
});
