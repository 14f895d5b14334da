import { AwardCredit, compose, CreditCommandSettled, decode, type Envelope } from '@ellity/contracts';
import { outgoingOf } from '@ellity/messaging';
import { TestStack } from '@ellity/testing';
import { type Channel, type ChannelModel, connect } from 'amqplib';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operatorCommand } from './operator.command';
import { generatedOrders } from './orders/generated-orders';

/** Answers commands as the contracts say, so that these tools can be tested without another app. */
class Peer {
  readonly awards: Envelope<AwardCredit>[] = [];
  private readonly keys = new Set<string>();
  isSilent = false;
  refusal: string | null = null;

  constructor(private readonly channel: Channel) {}

  async listen(): Promise<void> {
    for (const exchange of ['loyalty.commands', 'loyalty.events'])
      await this.channel.assertExchange(exchange, 'topic');
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
  let model: ChannelModel;
  let peer: Peer;
  let printed: string[] = [];

  beforeAll(async () => {
    stack = await TestStack.create();
    process.env['RABBITMQ_URL_OPERATOR'] = stack.rabbitUrl;
    model = await connect(stack.rabbitUrl);
  });

  afterAll(async () => {
    await model?.close();
    await stack?.close();
    rmSync(folder, { recursive: true });
  });

  let channel: Channel;
  beforeEach(async () => {
    channel = await model.createChannel();
    peer = new Peer(channel);
    await peer.listen();
    printed = [];
    for (const stream of ['log', 'error'] as const) {
      jest.spyOn(console, stream).mockImplementation((...parts) => void printed.push(String(parts[0])));
    }
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    process.exitCode = undefined;
    await channel.close();
  });

  const run = async (...words: string[]): Promise<number> => {
    process.exitCode = undefined;
    await operatorCommand().parseAsync(words, { from: 'user' });
    return Number(process.exitCode ?? 0);
  };
  const send = (...words: string[]) =>
    run('send', 'AwardCredit', '--shop', 'demo', '--email', 'jana@shop.test', ...words);
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
    peer.refusal = 'shop-unknown';
    expect(await send('--amount', '10')).toBe(1);
    expect(printed.at(-1)).toMatch(/^refused .*shop-unknown/);
  });

  it('send ends with 2, names the fields and sends nothing when the command is invalid', async () => {
    expect(await send('--amount', '10.123')).toBe(2);
    expect(printed).toEqual([expect.stringMatching(/^amount must be/)]);
    expect(peer.awards).toEqual([]);
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
    await replay('--shift-to-today');
    const today = new Date().toISOString().slice(0, 10);
    expect(peer.awards.at(-1)?.time).toBe(`${today}T00:00:00.000Z`);
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
    await expect(replay('--patience', '0.2')).rejects.toThrow('1 awards are not settled');
  });

  it('replay-orders keeps to the rate', async () => {
    writeFileSync(file, [...generatedOrders(40, 9)].slice(0, 60).join(''));
    const begun = Date.now();
    await replay('--rate', '100', '--json');
    const { awards } = JSON.parse(printed.at(-1) ?? '') as { awards: number };
    expect(Date.now() - begun).toBeGreaterThan(((awards - 5) / 100) * 1000);
  });
});
