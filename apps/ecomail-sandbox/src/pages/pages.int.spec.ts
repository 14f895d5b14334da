import { createTransport } from 'nodemailer';
import { TestSandbox } from '../sandbox.fixture';

let sandbox: TestSandbox;
const anna = 'anna@shop.test';
const evil = '<script>alert(1)</script>';

beforeAll(async () => {
  sandbox = await TestSandbox.start();
  await sandbox.reset();
  await sandbox.bulk([{ email: anna, name: evil, surname: 'x', custom_fields: { ellity_credit: evil } }]);
  await sandbox.event(anna, { property: evil });
  const transport = createTransport(sandbox.smtpUrl);
  await transport.sendMail({ from: 'a@x.test', to: 'b@x.test', subject: evil, text: evil, html: evil });
  transport.close();
  await sandbox.control('PATCH', 'lists/1', { name: evil });
  await sandbox.control('POST', 'faults', { action: '500', containing: evil });
});
afterAll(() => sandbox.close());

const paths = [
  '/',
  '/_sandbox/ui/lists/1',
  `/_sandbox/ui/lists/1?q=${encodeURIComponent(evil)}`,
  '/_sandbox/ui/contacts',
  `/_sandbox/ui/contacts/${encodeURIComponent(anna)}`,
  '/_sandbox/ui/events',
  '/_sandbox/ui/mails',
  '/_sandbox/ui/mails/1',
  '/_sandbox/ui/calls',
  '/_sandbox/ui/notices',
  '/_sandbox/ui/switches',
  '/_sandbox/ui/faults',
  '/_sandbox/ui/inbox',
  '/_sandbox/ui/inbox/1',
  '/_sandbox/ui/inbox/1?view=text',
];

describe('pages', () => {
  it.each(paths)(
    '%s is a page in both languages, with nothing from elsewhere and nothing unescaped',
    async (path) => {
      const czech = await sandbox.ask('GET', path);
      const english = await sandbox.ask('GET', `${path}${path.includes('?') ? '&' : '?'}lang=en`);
      expect([czech.status, english.status]).toEqual([200, 200]);
      expect(czech.body).toContain('<html lang="cs">');
      expect(czech.body).toContain('Přepínače');
      expect(english.body).toContain('<html lang="en">');
      expect(english.body).toContain('Switches');
      expect(czech.body).not.toContain('<script');
      expect(czech.body).not.toMatch(/(src|href)="(https?:)?\/\//);
    },
  );

  it('/_sandbox leads to the first page', async () => {
    const { status, headers } = await sandbox.ask('GET', '/_sandbox');
    expect([status, headers.get('location')]).toEqual([302, '/']);
  });

  it('every switch is on its page in words', async () => {
    const { definitions } = (await sandbox.control('GET', 'switches')).body as {
      definitions: Record<string, { cs: string; values: string[] }>;
    };
    const { body } = await sandbox.ask('GET', '/_sandbox/ui/switches');
    for (const [name, { cs, values }] of Object.entries(definitions)) {
      expect(body).toContain(`<label for="${name}">${cs}</label>`);
      const inWords = values.filter((value) =>
        new RegExp(`<option value="${value}"[^>]*>\\s*(\\d{3}|${value}|.+ \\(${value}\\))\\s*<`).test(
          String(body),
        ),
      );
      expect([name, inWords]).toEqual([name, values]);
    }
  });
});

describe('buttons', () => {
  const press = (act: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
    sandbox.ask('POST', `/_sandbox/ui/acts/${act}`, new URLSearchParams(form).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      referer: `${sandbox.url}/_sandbox/ui/contacts/${anna}?lang=en`,
      ...headers,
    });

  it('act as a visitor and come back to their page in its language', async () => {
    const { status, headers } = await press('visitor', { list: '1', act: 'unsubscribe', email: anna });
    expect([status, headers.get('location')]).toEqual([303, `/_sandbox/ui/contacts/${anna}?lang=en`]);
    expect(await sandbox.statusOf(anna)).toBe(2);
  });

  it('change a field, a switch, a fault, the key', async () => {
    await press('set-field', { list: '1', email: anna, field: 'points', value: '7' });
    expect(await sandbox.fieldsOf(anna)).toMatchObject({ points: 7 });
    await press('switch', { wrongKey: '403' });
    expect((await sandbox.control('GET', 'switches')).body).toMatchObject({ values: { wrongKey: '403' } });
    await press('add-fault', {
      action: 'latency',
      call: '',
      times: '2',
      rate: '1',
      latencyMs: '5',
      containing: '',
    });
    expect(await sandbox.rows('faults')).toEqual(
      expect.arrayContaining([expect.objectContaining({ action: 'latency', times: 2, call: null })]),
    );
    await press('new-key', {});
    expect((await sandbox.api('GET', '/account')).status).toBe(403);
  });

  it('cannot be pressed from a page of another site', async () => {
    const before = (await sandbox.control('GET', 'accounts')).body;
    expect((await press('new-key', {}, { origin: 'https://elsewhere.test' })).status).toBe(403);
    expect((await sandbox.control('GET', 'accounts')).body).toEqual(before);
  });

  it('never lead to another site', async () => {
    const { headers } = await press(
      'set-field',
      { list: '1', email: anna, field: 'points', value: '8' },
      { referer: 'https://elsewhere.test//evil.test/x' },
    );
    expect(headers.get('location')).toBe('/');
  });
});

describe('the language of a page', () => {
  const langOf = async (path: string, accept: string) => {
    const { body } = await sandbox.ask('GET', path, undefined, { 'accept-language': accept });
    return /<html lang="(..)">/.exec(String(body))?.[1];
  };

  it('is the first of both that the browser asks for, English for other languages, and a link decides over it', async () => {
    await expect(
      Promise.all([
        langOf('/', 'en-GB,en;q=0.9,cs;q=0.5'),
        langOf('/', 'cs,en;q=0.8'),
        langOf('/', 'de-DE'),
        langOf('/?lang=cs', 'en'),
        langOf('/?lang=en', 'cs'),
      ]),
    ).resolves.toEqual(['en', 'cs', 'en', 'cs', 'en']);
  });
});

describe('what pages show', () => {
  it('an e-mail leads to the event that started it, times name their zone, and only deleting a list is red', async () => {
    const mail = String((await sandbox.ask('GET', '/_sandbox/ui/mails/1?lang=en')).body);
    const target = /href="([^"#]+)#(event-\d+)"/.exec(mail);
    expect(target).not.toBeNull();
    const contact = String((await sandbox.ask('GET', String(target?.[1]))).body);
    expect(contact).toContain(`id="${target?.[2]}"`);
    expect(mail).toContain('Times are those of Prague.');
    const list = String((await sandbox.ask('GET', '/_sandbox/ui/lists/1?lang=en')).body);
    expect(list.match(/class="danger"/g)).toHaveLength(1);
  });

  it('says a word that is its own value once', async () => {
    const page = String((await sandbox.ask('GET', '/_sandbox/ui/switches?lang=en')).body);
    expect(page).not.toMatch(/>\s*(\w+) \(\1\)\s*</);
  });
});
