import { AwardCredit, compose, CreditCommandSettled, decode, type Envelope } from '@ellity/contracts';
import { BrokerConnection, outgoingOf } from '@ellity/messaging';
import { TestStack } from '@ellity/testing';
import type { Channel } from 'amqplib';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runOperator } from './operator.command';
import { generatedOrders } from './orders/generated-orders';

/** Answers commands as the contracts say, so that these tools can be tested without another app. */
class Peer {
  readonly awards: Envelope<AwardCredit>[] = [];
  private readonly keys = new Set<string>();
  isSilent = false;
  refusal: string | null = null;

  constructor(private readonly channel: Channel) {}

  async listen(): Promise<void> {
    const { queue } = await this.channel.assertQueue('', { exclusive: true });
    await this.channel.bindQueue(queue, 'loyalty.commands', '#');
    await this.channel.consume(queue, (message) => message && this.answer(message.content), { noAck: true });
  }

  private answer(body: Buffer): void {
    const decoded = decode(body);
    if (!decoded.ok) throw new Error(`the tools sent an invalid message: ${decoded.problems.join()}`);
    const command = decoded.envelope as Envelope<AwardCredit>;
    if (decoded.contract.dataClass !== AwardCredit || this.isSilent) return;
    this.awards.push(command);
    const { idempotencyKey, amount } = command.data;
    const isKnown = this.keys.has(idempotencyKey);
    this.keys.add(idempotencyKey);
    const settled: CreditCommandSettled = {
      commandId: command.id,
      commandType: command.type,
      commandSource: command.source,
      idempotencyKey,
      outcome: this.refusal ? 'refused' : isKnown ? 'duplicate' : 'applied',
      reason: this.refusal,
      entryId: null,
      amount: amount ?? null,
      balance: amount ?? null,
    };
    const answer = outgoingOf(
      compose(CreditCommandSettled, settled, { source: 'loyalty-core', shopId: command.shopid }),
    );
    this.channel.publish(answer.exchange, answer.routingKey, answer.body, answer.options);
  }
}

describe('the operator tools', () => {
  const folder = mkdtempSync(join(tmpdir(), 'operator-'));
  const file = join(folder, 'orders.txt');
  let stack: TestStack;
  let connection: BrokerConnection;
  let peer: Peer;
  let printed: string[] = [];

  beforeAll(async () => {
    stack = await TestStack.create();
    process.env['RABBITMQ_URL_OPERATOR'] = stack.rabbitUrl;
    connection = await BrokerConnection.open(stack.rabbitUrl, 'peer', { reopens: false });
  });

  afterAll(async () => {
    await connection?.close();
    await stack?.close();
    rmSync(folder, { recursive: true });
  });

  let channel: Channel;
  beforeEach(async () => {
    channel = await connection.createChannel();
    peer = new Peer(channel);
    await peer.listen();
    printed = [];
    for (const stream of ['log', 'error'] as const) {
      jest.spyOn(console, stream).mockImplementation((...parts) => void printed.push(String(parts[0])));
    }
    for (const stream of [process.stdout, process.stderr]) {
      jest.spyOn(stream, 'write').mockImplementation((text) => printed.push(String(text).trimEnd()) > 0);
    }
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    process.exitCode = undefined;
    await channel.close();
  });

  const run = (...words: string[]): Promise<number> => runOperator(words);
  const send = (...words: string[]) =>
    run('send', 'AwardCredit', '--shop', 'demo', '--email', 'jana@shop.test', ...words);
  const logOf = (text: string): string => {
    writeFileSync(file, text);
    return file;
  };
  const replay = (...words: string[]) => run('replay-orders', file, '--shop', 'demo', ...words);

  it('send publishes a valid command and prints what became of it', async () => {
    expect(await send('--amount', '10', '--key', 'order-1', '--source', 'shop-adapter')).toBe(0);
    expect(peer.awards).toMatchObject([
      { source: 'shop-adapter', data: { amount: '10.00', reason: 'order' } },
    ]);
    expect(printed.at(-1)).toMatch(/^applied .*amount 10\.00.*order-1/);
  });

  it('send says duplicate, as a success, when the key was used', async () => {
    await send('--amount', '10', '--key', 'order-2');
    expect(await send('--amount', '10', '--key', 'order-2')).toBe(0);
    expect(printed.at(-1)).toMatch(/^duplicate/);
  });

  it('send ends with 1 and the reason when the command is refused', async () => {
    peer.refusal = 'unknown-shop';
    expect(await send('--amount', '10')).toBe(1);
    expect(printed.at(-1)).toMatch(/^refused +unknown-shop: there is no shop with this id/);
  });

  it('send ends with 2, names the fields and sends nothing when the command is invalid', async () => {
    expect(await send('--amount', '10.123')).toBe(2);
    expect(printed).toEqual([expect.stringMatching(/^amount must be/)]);
    expect(peer.awards).toEqual([]);
  });

  it.each([
    ['send', 'AwardCredit', '--shop', 'demo', '--ammount', '10'],
    ['send', 'AwardCredit', '--shop', 'demo', '--amount'],
    ['send', 'AwardCredit', '--email', 'jana@shop.test', '--amount', '10'],
    ['send', 'AwardCredits', '--shop', 'demo'],
    ['send', 'AwardCredit', '--shop', 'demo', '--source', 'loyalty-core'],
    ['replay-orders', '--shop', 'demo'],
    ['replay-orders', 'orders.txt', '--shop', 'demo', '--rate', 'fast'],
    ['replay-orders', 'orders.txt', '--shop', 'No Shop'],
    ['generate-orders', 'orders.txt', '--customers', '-1'],
  ])(
    'what was typed wrongly is said at once, with the way to the help, and ends with 2: %s %s %s %s %s',
    async (...words) => {
      expect(await run(...words)).toBe(2);
      expect(printed[0]).toMatch(/^error: .+/);
      expect(printed.join('\n')).toMatch(/npm run [\w-]+ -- .*--help$/);
      expect(peer.awards).toEqual([]);
    },
  );

  it('the help of a command names its fields, their rules and an example, as they are typed', async () => {
    expect(await run('send', 'AwardCredit', '--help')).toBe(0);
    expect(printed[0]).toContain('Usage: npm run send -- AwardCredit [options]');
    expect(printed[0]?.replaceAll(/\s+/g, ' ')).toContain('an amount above zero with two decimals');
    expect(printed.join('\n')).toContain('npm run send -- AwardCredit --shop demo --email');
  });

  it.each([
    ['that does not exist', () => join(folder, 'none.txt'), /none\.txt does not exist\.$/],
    ['that is a folder', () => folder, /is a folder\.$/],
    ['that is empty', () => logOf(' \n'), /is empty: there is no order in it\.$/],
    ['of bytes', () => logOf('\x7fELF\0\0\x01'), /is not a text file\.$/],
  ])('replay-orders refuses a file %s, in a line', async (_, path, reason) => {
    expect(await run('replay-orders', path(), '--shop', 'demo')).toBe(2);
    expect(printed).toEqual([expect.stringMatching(reason)]);
  });

  it('replay-orders stops soon when there is no such shop', async () => {
    writeFileSync(file, [...generatedOrders(400, 5)].join(''));
    peer.refusal = 'unknown-shop';
    expect(await replay()).toBe(1);
    expect(printed.at(-1)).toMatch(
      /^There is no shop with this id\. Stopped after \d+ awards; none was applied\.$/,
    );
    expect(peer.awards.length).toBeLessThanOrEqual(400);
  });

  it('a broker that does not answer is named, without the password', async () => {
    const url = new URL(stack.rabbitUrl);
    Object.assign(url, { port: '1', password: 'not-for-eyes' });
    process.env['RABBITMQ_URL_OPERATOR'] = url.toString();
    expect(await send('--amount', '10')).toBe(3);
    process.env['RABBITMQ_URL_OPERATOR'] = stack.rabbitUrl;
    expect(printed).toEqual(['RabbitMQ at 127.0.0.1:1 does not answer (ECONNREFUSED); does the system run?']);
  });

  it('replay-orders sends every order once, however often it is repeated', async () => {
    writeFileSync(file, [...generatedOrders(200, 5)].join(''));
    expect(await replay('--json')).toBe(0);
    const first = JSON.parse(printed.at(-1) ?? '') as Record<string, number>;
    expect(first).toMatchObject({ applied: first['awards'], duplicate: 0, refused: 0, malformed: 0 });
    expect(peer.awards).toHaveLength(first['awards'] ?? 0);
    expect(new Set(peer.awards.map(({ data }) => data.idempotencyKey)).size).toBe(first['awards']);
    expect(await replay('--json', '--shift-to-today')).toBe(0);
    expect(JSON.parse(printed.at(-1) ?? '')).toMatchObject({ applied: 0, duplicate: first['awards'] });
  });

  it('replay-orders moves the last order to today when asked', async () => {
    writeFileSync(file, ' 1 1 19970101 1 10.00\n 1 1 19970103 1 10.00\n');
    const today = () => `${new Date().toISOString().slice(0, 10)}T00:00:00.000Z`;
    const before = today();
    await replay('--shift-to-today');
    expect([before, today()]).toContain(peer.awards.at(-1)?.time);
  });

  it('replay-orders refuses a file with a malformed line before anything is sent', async () => {
    writeFileSync(file, ' 1 1 19970101 1 10.00\n 1 1 19970103 1 ten\n');
    expect(await replay()).toBe(2);
    expect(printed[0]).toBe('line 2: the value must be a decimal like 29.33');
    expect(peer.awards).toEqual([]);
    expect(await replay('--skip-malformed')).toBe(0);
    expect(peer.awards).toHaveLength(1);
  });

  it('replay-orders gives up with a reason when nothing is settled', async () => {
    writeFileSync(file, ' 2 1 19970101 1 10.00\n');
    peer.isSilent = true;
    expect(await replay('--patience', '0.2')).toBe(3);
    expect(printed.at(-1)).toContain('1 awards are not settled');
    expect(printed.at(-1)).toContain('Broke off: 0 of 1 awards are settled. Repeat the same command');
  });

  it('replay-orders keeps to the rate', async () => {
    writeFileSync(file, [...generatedOrders(40, 9)].slice(0, 60).join(''));
    const begun = Date.now();
    await replay('--rate', '100', '--json');
    const { awards } = JSON.parse(printed.at(-1) ?? '') as { awards: number };
    expect(Date.now() - begun).toBeGreaterThan(((awards - 5) / 100) * 1000);
  });
});
