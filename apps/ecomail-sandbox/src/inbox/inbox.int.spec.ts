import { runSandbox, type RunningSandbox } from '@ellity/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { startSandbox } from '../sandbox';
import { TestSandbox } from '../sandbox.fixture';

interface Mail {
  readonly id: number;
  readonly subject: string;
  readonly html: string | null;
}

const aMail = (over: SendMailOptions = {}): SendMailOptions => ({
  from: '"Čajovna u Lípy" <obchod@shop.test>',
  to: 'jana@shop.test',
  subject: 'Vaše kredity: přičteno 150,00',
  text: 'Dobrý den, přičetli jsme vám 150 kreditů.',
  ...over,
});

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await TestSandbox.start();
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

async function send(mail: SendMailOptions, to: { readonly smtpUrl: string } = sandbox): Promise<void> {
  const transport = createTransport(to.smtpUrl);
  await transport.sendMail(mail).finally(() => transport.close());
}
const inbox = (query = '') => sandbox.rows<Mail>(`inbox${query}`);

describe('an e-mail sent by SMTP', () => {
  it('is in the inbox when its sending succeeded, with its diacritics', async () => {
    await send(aMail({ replyTo: 'pomoc@shop.test', bcc: 'archiv@shop.test' }));
    expect(await inbox()).toEqual([
      expect.objectContaining({
        from: '"Čajovna u Lípy" <obchod@shop.test>',
        to: ['jana@shop.test', 'archiv@shop.test'],
        recipients: 'jana@shop.test',
        replyTo: 'pomoc@shop.test',
        subject: 'Vaše kredity: přičteno 150,00',
        text: 'Dobrý den, přičetli jsme vám 150 kreditů.\n',
        html: null,
        at: '2026-01-20T10:00:00.000Z',
      }),
    ]);
  });

  it('keeps its HTML and its text apart, and names its attachments', async () => {
    const pdf = {
      filename: 'vyúčtování.pdf',
      content: Buffer.alloc(3000, 'x'),
      contentType: 'application/pdf',
    };
    await send(aMail({ html: '<h1>Přičteno</h1>', attachments: [pdf] }));
    const [mail] = await inbox();
    expect(mail).toMatchObject({
      html: expect.stringContaining('<h1>Přičteno</h1>') as string,
      attachments: [{ name: 'vyúčtování.pdf', type: 'application/pdf', bytes: 3000 }],
    });
  });

  it('shows the pictures that it brought along', async () => {
    const picture = { filename: 'logo.png', content: Buffer.from('logo'), cid: 'logo@shop.test' };
    await send(aMail({ html: '<img src="cid:logo@shop.test">', attachments: [picture] }));
    const [mail] = await inbox();
    expect(mail?.html).toContain(`src="data:image/png;base64,${Buffer.from('logo').toString('base64')}"`);
  });

  it('is refused when it is too large, and the next one is taken', async () => {
    const attachments = [{ filename: 'big', content: Buffer.alloc(6 * 1024 * 1024) }];
    await expect(send(aMail({ attachments }))).rejects.toMatchObject({ responseCode: 552 });
    await send(aMail());
    expect(await inbox()).toHaveLength(1);
  });

  it('makes the oldest ones go when they are too much to keep', async () => {
    const text = 'x'.repeat(4 * 1024 * 1024);
    for (let index = 1; index <= 9; index += 1) await send(aMail({ subject: `${index}`, text }));
    const subjects = (await inbox()).map(({ subject }) => subject);
    expect([subjects.length, subjects[0]]).toEqual([7, '9']);
  });

  it('needs no password, and any is taken', async () => {
    const transport = createTransport({ url: sandbox.smtpUrl, auth: { user: 'shop', pass: 'anything' } });
    await transport.sendMail(aMail()).finally(() => transport.close());
    expect(await inbox()).toHaveLength(1);
  });

  it('is found by its recipient and by its subject, newest first', async () => {
    await send(aMail({ subject: 'První' }));
    await send(aMail({ subject: 'Druhý', to: 'petr@shop.test' }));
    const subjects = async (query: string) => (await inbox(query)).map(({ subject }) => subject);
    expect(await subjects('')).toEqual(['Druhý', 'První']);
    expect(await subjects('?to=petr%40shop.test')).toEqual(['Druhý']);
    expect(await subjects(`?q=${encodeURIComponent('první')}`)).toEqual(['První']);
    await sandbox.control('DELETE', 'inbox');
    expect(await subjects('')).toEqual([]);
  });
});

it('the HTML of an e-mail runs nothing and loads nothing', async () => {
  await send(aMail({ html: '<script>alert(1)</script><img src="https://elsewhere.test/x">' }));
  const [mail] = await inbox();
  const { status, headers, body } = await sandbox.control('GET', `inbox/${mail?.id}/html`);
  expect(status).toBe(200);
  expect(body).toContain('<img src=');
  expect(headers.get('content-security-policy')).toMatch(/^sandbox(?!.*allow-scripts).*default-src 'none'/);
  const page = await sandbox.ask('GET', `/_sandbox/ui/inbox/${mail?.id}`);
  expect(page.body).toMatch(/<iframe[^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"/);
  expect(page.body).not.toContain('alert(1)');
});

describe('an e-mail whose sending succeeded', () => {
  let dataDir: string;
  let running: RunningSandbox | undefined;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'sandbox-inbox-'));
  });
  afterEach(async () => {
    await running?.close();
    rmSync(dataDir, { recursive: true });
  });

  it('is there after a kill without warning', async () => {
    running = await runSandbox({ dataDir });
    await send(aMail(), running);
    await running.kill();
    running = await runSandbox({ dataDir });
    const answer = await fetch(`${running.url}/_sandbox/inbox`);
    expect(await answer.json()).toMatchObject({ total: 1, rows: [{ subject: aMail().subject }] });
  });
});

describe('a sandbox on a taken port', () => {
  let stranger: Server;
  let port: number;
  beforeAll(async () => {
    stranger = createServer();
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    port = (stranger.address() as AddressInfo).port;
  });
  afterAll(() => new Promise((resolve) => stranger.close(resolve)));

  const startOn = (http: number, smtpPort: number) =>
    startSandbox({
      http: { host: '127.0.0.1', port: http },
      smtpPort,
      logLevel: 'silent',
      firstKey: 'sandbox-key',
      eventsKept: 100,
      mailsKept: 100,
      callsKept: 10,
    });

  it('does not start, and says which variable to set', async () => {
    await expect(startOn(port, 0)).rejects.toThrow(`Port ${port} (PORT) is taken by another program.`);
    await expect(startOn(0, port)).rejects.toThrow(`Port ${port} (SMTP_PORT) is taken by another program.`);
  });
});
