import { check, type CreditCommandSettled, type Envelope } from '@ellity/contracts';
import { createBrokerUsers, eventually, runService, type RunningService, TestStack } from '@ellity/testing';
import { BrokerConnection } from '@ellity/messaging';
import type { ConsumeMessage } from 'amqplib';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { exportJWK, generateKeyPair } from 'jose';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loyaltyCore } from './app.module';

/** Processes and servers start and end here, and the first run may fetch a language. */
jest.setTimeout(240_000);

const root = join(__dirname, '..', '..', '..');
const snippets = join(root, 'docs', 'snippets');
const languages = ['ts', 'py', 'php'];

/** Type → message id. */
type Published = Partial<Record<string, string>>;

describe('the examples of docs/integrate.md', () => {
  let stack: TestStack;
  let service: RunningService;
  let listener: BrokerConnection;
  let channel: Awaited<ReturnType<BrokerConnection['createChannel']>>;
  let urls: Readonly<Record<string, string>>;
  /** By language: as it stands on the page, and with the page's mistakes. */
  let right: ReadonlyMap<string, Promise<Published>>;
  let wrong: ReadonlyMap<string, Promise<Refused>>;
  let unsigned: Promise<Published>;
  const received: ConsumeMessage[] = [];

  beforeAll(async () => {
    stack = await TestStack.create();
    urls = await createBrokerUsers(stack.management.vhost);
    service = await runService(
      loyaltyCore,
      await aConfig(urls['loyalty-core'] ?? '', await stack.createDatabase(), stack),
    );
    const shop = { id: 'demo', name: 'Demo shop' };
    const answer = await fetch(`${service.url}/shops`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(shop),
    });
    expect(answer.status).toBe(201);
    listener = await BrokerConnection.open(stack.rabbitUrl, 'listener', { reopens: false });
    channel = await listener.createChannel();
    const { queue } = await channel.assertQueue('dead-letters.snippets', { exclusive: true });
    await channel.bindQueue(queue, 'loyalty.events', '#');
    await channel.consume(queue, (message) => message && received.push(message), { noAck: true });
    right = new Map(languages.map((language) => [language, run(language)]));
    wrong = new Map(languages.map((language) => [language, refused(language)]));
    unsigned = run('py', (text) => text.replace(', user_id=source', ''));
    await Promise.allSettled([...right.values(), ...wrong.values(), unsigned]);
  });

  afterAll(async () => {
    await listener?.close();
    await service?.close();
    await stack?.close();
  });

  /** Runs an example as another team would: it knows nothing but two addresses. Resolves with type → message id. */
  async function run(
    language: string,
    change = (text: string) => text,
    env: Record<string, string> = {},
  ): Promise<Published> {
    const text = await readFile(join(snippets, `publish.${language}`), 'utf8');
    const file = join(tmpdir(), `publish-${randomBytes(4).toString('hex')}.${language}`);
    await writeFile(file, change(text));
    try {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [join(root, 'tools', 'snippets', 'run.mjs'), file],
        {
          env: { ...process.env, COMMAND_URL: urls['shop-adapter'], EVENT_URL: urls['loyalty-core'], ...env },
        },
      );
      return publishedIn(stdout);
    } finally {
      await rm(file);
    }
  }

  const envelopes = () => received.map((message) => JSON.parse(message.content.toString()) as Envelope);
  const settled = (commandId: string | undefined) =>
    eventually(() => {
      const settlements = envelopes().map(({ data }) => data as CreditCommandSettled);
      const found = settlements.find((settlement) => settlement.commandId === commandId);
      if (!found) throw new Error(`the command ${commandId} is not settled`);
      return found;
    });

  it.each(languages)(
    'publish.%s sends a command that is applied and an event as its owner would',
    async (language) => {
      const published = await right.get(language);
      expect(await settled(published?.['loyalty.AwardCredit.v1'])).toMatchObject({
        commandSource: 'shop-adapter',
        outcome: 'applied',
        amount: '10.00',
      });
      const event = await eventually(() => {
        const id = published?.['loyalty.CreditsExpiring.v1'];
        const found = received.find((message) => message.properties.messageId === id);
        if (!found) throw new Error('the event did not arrive');
        return found;
      });
      expect(check(JSON.parse(event.content.toString()) as unknown)).toMatchObject({ ok: true });
      expect(event.fields.routingKey).toBe('loyalty.CreditsExpiring.v1');
      expect(event.properties).toMatchObject({
        contentType: 'application/cloudevents+json',
        deliveryMode: 2,
        userId: 'loyalty-core',
      });
    },
  );

  it.each(languages)(
    "publish.%s ends with the broker's refusal of what it may not publish",
    async (language) => expect((await wrong.get(language))?.message).toContain('ACCESS_REFUSED'),
  );

  it('a wrong command of each makes the dead letter that the page shows; one without user_id, one that says so', async () => {
    const ids = [
      await unsigned,
      ...(await Promise.all(wrong.values())).map(({ published }) => published),
    ].map((published) => published['loyalty.AwardCredit.v1'] ?? '');
    await eventually(async () =>
      expect((await channel.checkQueue('loyalty-core.credits.dlq')).messageCount).toBe(ids.length),
    );
    const shown = (await dlq('queues', 'show', ...ids)).split(/\n\n(?=message {4})/);
    const [ofUnsigned, ...ofWrong] = ids.map((id) => shown.find((text) => text.includes(id)) ?? '');
    const page = await readFile(join(root, 'docs', 'integrate.md'), 'utf8');
    const onPage = /<!-- dead letter -->\n\n```text\n([^]*?)```/.exec(page)?.[1] ?? '';
    expect(ofWrong.map(withoutChance)).toEqual(languages.map(() => withoutChance(onPage)));
    expect(ofUnsigned).toContain('source-differs: the AMQP property user_id is missing');
  });

  /** Runs an example with the mistakes of the page, as somebody who may publish no event. */
  async function refused(language: string): Promise<Refused> {
    try {
      const published = await run(language, withMistakes, { EVENT_URL: urls['shop-adapter'] ?? '' });
      return { message: 'the broker took it', published };
    } catch (error) {
      const { message, stdout } = error as Error & { readonly stdout?: string };
      return { message, published: publishedIn(stdout) };
    }
  }

  /** The operator's tool, as `npm run dlq` runs it. */
  async function dlq(...words: string[]): Promise<string> {
    const cli = join(root, 'apps', 'dead-letters', 'dist', 'cli', 'dlq.command.js');
    const env = {
      ...process.env,
      RABBITMQ_URL_DEAD_LETTERS: urls['dead-letters'],
      RABBITMQ_MANAGEMENT_URL: new URL(stack.management.url).origin,
    };
    return (await promisify(execFile)(process.execPath, [cli, ...words], { env })).stdout;
  }
});

/** How an example ended, and what it had published by then. */
interface Refused {
  readonly message: string;
  readonly published: Published;
}

/** Of what an example says. */
const publishedIn = (stdout = ''): Published =>
  Object.fromEntries(
    [...stdout.matchAll(/^published (\S+) (\S+)$/gm)].map(
      ([, type = '', id]): [string, string | undefined] => [type, id],
    ),
  );

/** The mistakes of docs/integrate.md: an amount without decimals, a reason that is no word for machines. */
const withMistakes = (text: string) =>
  text.replace(/(amount'?(?:: | => ))'10\.00'/, "$1'10'").replace("'order'", "'Order'");

/** Ids, times and the order's number differ from run to run and language to language. */
const withoutChance = (text: string) =>
  text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<id>')
    .replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, '<time>')
    .replaceAll(/order-\d+/g, '<order>')
    .trim();

async function aConfig(rabbitUrl: string, databaseUrl: string, { redisUrl, redisPrefix }: TestStack) {
  const { publicKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256' });
  return {
    http: { host: '127.0.0.1', port: 0 },
    logLevel: 'fatal' as const,
    version: '0.1.0',
    database: { url: databaseUrl, poolSize: 5 },
    rabbit: { url: rabbitUrl },
    redis: { url: redisUrl, prefix: redisPrefix },
    runs: { pollMs: 5_000, leaseMs: 30_000, answerMs: 60_000 },
    pins: {
      secretKeys: `test:${randomBytes(32).toString('base64')}`,
      syncPublicKey: { ...(await exportJWK(publicKey)), kid: 'sync-test' },
    },
    personFiles: { services: [], withinMs: 1_000 },
    mails: { url: null, from: '' },
    rewards: { hashKey: 'a key of the tests with at least 32 characters' },
    nights: { pollMs: 0, mayRunAhead: false },
  };
}
