import { CreditChanged, CustomerChanged, PinChanged } from '@ellity/contracts';
import { backendOf, eventually, runService, TestStack, waitingStatements } from '@ellity/testing';
import { encode } from 'iconv-lite';
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { Transactions } from '@ellity/messaging';
import { connectMigrated, SecretBox } from '@ellity/platform';
import type { Run } from '@ellity/runs';
import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { loyaltyCore, migrations } from '../app.module';
import { LedgerVerification } from '../credits/ledger/ledger-verification.service';
import { type Answer, CoreStage } from '../loyalty-core.fixture';
import { blockContext } from './import-line';
import { ImportRunsService } from './import-runs.service';

describe('a file of customers', () => {
  let core: CoreStage;
  let shop: string;

  beforeAll(async () => {
    core = await CoreStage.create();
  });
  beforeEach(async () => {
    shop = await core.aShop({
      newsletterReward: '50.00',
      rewardedSignUps: 'any',
      expiryDays: 30,
      registrationReward: '20.00',
    });
  });
  afterAll(() => core?.close());

  const upload = async (file: string | Buffer, to = shop): Promise<Answer> => {
    const body = typeof file === 'string' ? file : new Uint8Array(file);
    const headers = { 'content-type': 'text/csv' };
    const response = await fetch(`${core.service.url}/shops/${to}/imports`, {
      method: 'POST',
      headers,
      body,
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const start = (id: unknown, how: object = {}) =>
    core.http('POST', `shops/${shop}/imports/${String(id)}/start`, how);
  const imported = async (file: string | Buffer, how: object = {}): Promise<Record<string, unknown>> => {
    const { body } = await upload(file);
    await start(body['id'], how);
    return eventually(
      async () => {
        const view = (await core.http('GET', `shops/${shop}/imports/${String(body['id'])}`)).body;
        expect(view['state']).toBe('done');
        return view;
      },
      { timeoutMs: 120_000 },
    );
  };
  const customerOf = async (email: string): Promise<Record<string, unknown>> => {
    const { body } = await core.http('GET', `shops/${shop}/customers?email=${encodeURIComponent(email)}`);
    const [found] = body['items'] as Record<string, unknown>[];
    if (!found) throw new Error(`there is no ${email}`);
    return (await core.account(shop, String(found['id']))).body;
  };

  const czech = [
    'E-mail;Jméno;Příjmení;Registrovaný;Kredity;Platnost do;PIN;Souhlas;Odměna za newsletter;Boty',
    'jana@shop.test;Jana;Nováková;ano;1 250,50;31. 12. 2099;;ano;ano;38',
    'JANA@shop.test;;;;49,50;1. 6. 2099;;;;',
    'petr@shop.test;Petr;Žižka;ne;;;0042;;;',
  ].join('\r\n');

  it('shows what it would change, and changes nothing', async () => {
    await core.aCustomer(shop, { email: 'petr@shop.test', registered: false });
    expect(await upload(czech)).toMatchObject({
      status: 201,
      body: {
        state: 'checked',
        encoding: 'utf8',
        delimiter: ';',
        ignoredColumns: ['Boty'],
        ...{ lines: 3, invalid: 0, ready: 3, creates: 1, updates: 2, credits: '1300.00' },
      },
    });
    expect(await core.rows('select 1 from customers where shop_id = $1', [shop])).toHaveLength(1);
  });

  it.each([
    ['UTF-8 with a mark', () => Buffer.from(`\ufeff${czech}`)],
    ['Windows-1250', () => encode(czech, 'win1250')],
    ['UTF-16', () => encode(czech, 'utf16le', { addBOM: true })],
  ])('brings customers, lots, PINs and consent out of %s, and notifies nobody', async (_what, file) => {
    expect(await imported(file())).toMatchObject({ done: 3, failed: 0 });
    const jana = await customerOf('jana@shop.test');
    expect(jana).toMatchObject({
      ...{ firstName: 'Jana', lastName: 'Nováková', registered: true, marketingConsent: 'granted' },
      balance: '1300.00',
      nextExpiration: { date: '2099-06-01', amount: '49.50' },
    });
    expect(jana['lots']).toHaveLength(2);
    const petr = await customerOf('petr@shop.test');
    const [told] = await eventually(() => {
      const pins = core.toldOf(PinChanged, ({ subject }) => subject === petr['id']);
      expect(pins).toHaveLength(1);
      return pins;
    });
    expect((await core.pinOf(told?.data['pin'])).pin).toBe('0042');
    expect(told?.data['announce']).toBe(false);
    await eventually(() =>
      expect(core.toldOf(CreditChanged, ({ subject }) => subject === jana['id'])).toMatchObject([
        { data: { announce: false, change: { reason: 'import' } } },
        { data: { announce: false } },
      ]),
    );
    expect(
      await core.rows(
        'select 1 from import_blocks where content is not null and carried = cardinality(lines)',
      ),
    ).toEqual([]);
  });

  it('books and tells of somebody new in one line exactly what several lines of one would', async () => {
    const lines = [
      [
        'Jana',
        '"O""Neill \\ 100 %s"',
        '+420601002003',
        'VIP',
        '12,50',
        '31. 12. 2099',
        'ano',
        'ano',
        'order 1',
      ],
      ['Žofie', 'Nováková', '', '', '0,01', '', 'ne', '', ''],
      ['', '', '', '', '', '', '', '', 'no credits'],
      ['Petr', '', '777 111 222', '', '9999999999,99', '', '', '', "it's 5 %"],
    ].map((cells, index) => `n${index}@shop.test;ano;${cells.join(';')}`);
    const header =
      'E-mail;Registrovaný;Jméno;Příjmení;Telefon;Skupina;Kredity;Platnost do;Souhlas;Odměna za newsletter;Reference';
    const booksOf = async (rows: readonly string[]) => {
      shop = await core.aShop({ expiryMonths: 6 });
      expect(await imported([header, ...rows].join('\n'))).toMatchObject({ done: rows.length });
      await core.allTold();
      const people = await core.rows<{ id: string }>(booksSql, [shop]);
      return people.map(({ id, ...booked }) => ({
        booked,
        profile: core.toldOf(CustomerChanged, ({ subject }) => subject === id).map(({ data }) => data),
        credit: core
          .toldOf(CreditChanged, ({ subject }) => subject === id)
          .map(({ data }) => ({
            ...data,
            changedAt: 'then',
            change: { ...(data['change'] as object), entryId: 'its id' },
          })),
      }));
    };
    const inOneLine = await booksOf(lines);
    const inTwo = await booksOf([...lines, ...lines.map((_, index) => `n${index}@shop.test;ne`)]);
    expect(inOneLine).toHaveLength(4);
    expect(inOneLine).toEqual(inTwo);
    const { breaches } = await new LedgerVerification(core.service.app.get(DataSource)).verify();
    expect(breaches).toEqual([]);
  });

  it('leaves out a phone that cannot be dialled alone, and says so before and after', async () => {
    const file = 'email,phone,credits\nphone@shop.test,12,5';
    const { body } = await upload(file);
    const problems = () => core.http('GET', `shops/${shop}/imports/${String(body['id'])}/problems`);
    const remark = { items: [{ line: 2, column: 'phone', code: 'phone-invalid' }] };
    expect(body).toMatchObject({ invalid: 0, ready: 1, credits: '5.00' });
    expect((await problems()).body).toMatchObject(remark);
    expect(await imported(file)).toMatchObject({ done: 1, failed: 0 });
    expect((await problems()).body).toMatchObject(remark);
    expect(await customerOf('phone@shop.test')).toMatchObject({ balance: '5.00', phone: null });
  });

  it('never pays the newsletter reward again to whoever had it', async () => {
    await imported(czech);
    const { id } = await customerOf('jana@shop.test');
    const headers = { 'idempotency-key': 'reward' };
    expect(
      await core.http(
        'POST',
        `shops/${shop}/customers/${String(id)}/awards`,
        { reward: 'newsletter', reason: 'newsletter' },
        headers,
      ),
    ).toMatchObject({ status: 409, body: { code: 'subscribed-before' } });
  });

  it('counts once: the same file again is the same import, and a started one is not started again', async () => {
    const first = await imported(czech);
    const again = await upload(czech);
    expect(again.body).toMatchObject({ id: first['id'], state: 'done' });
    expect((await start(first['id'])).body).toMatchObject({ state: 'done' });
    expect(await customerOf('jana@shop.test')).toMatchObject({ balance: '1300.00' });
  });

  it('brings nobody back who was erased after the file came', async () => {
    const customer = await core.aCustomer(shop, { email: 'gone@shop.test' });
    const file = 'email,credits\ngone@shop.test,5\nstays@shop.test,5';
    await upload(file);
    expect((await core.http('POST', `shops/${shop}/customers/${customer}/erasure`)).status).toBe(202);
    expect(await imported(file)).toMatchObject({ done: 1, failed: 1 });
    await expect(customerOf('gone@shop.test')).rejects.toThrow('there is no');
  });

  it('goes on where a process that ends left it, and every line counts once', async () => {
    const lines = Array.from({ length: 1_500 }, (_, index) => `c${index % 700}@shop.test,1.00`);
    const other = await runService(loyaltyCore, core.config);
    const done = imported(['email,credits', ...lines].join('\n'));
    await eventually(async () =>
      expect(
        await core.rows(
          `select 1 from import_blocks b join imports i on i.id = b.import_id
           where i.shop_id = $1 and b.carried > 0 limit 1`,
          [shop],
        ),
      ).toHaveLength(1),
    );
    await other.close();
    expect(await done).toMatchObject({ done: 1_500, failed: 0, creates: 700, updates: 800 });
    expect(
      await core.rows('select sum(balance)::text, count(*)::int from customers where shop_id = $1', [shop]),
    ).toEqual([{ sum: '1500.00', count: 700 }]);
  }, 180_000);

  const sumOf = () =>
    core.rows('select sum(balance)::text, count(*)::int from customers where shop_id = $1', [shop]);
  const viewOf = async (id: unknown) => (await core.http('GET', `shops/${shop}/imports/${String(id)}`)).body;
  const order = (view: Record<string, unknown>, what: string) =>
    core.http('POST', `runs/${String(view['runId'])}/${what}`);
  const aFile = (lines: number) =>
    ['email,credits', ...Array.from({ length: lines }, (_, index) => `r${index}@shop.test,1.00`)].join('\n');
  /** The connection of the statement that begins like this and waits for a lock of that one. */
  const waitingFor = (holder: number, beginning: string) =>
    eventually(async () => {
      const waiting = await waitingStatements(core.database, holder);
      const found = waiting.find(({ query }) => query.trimStart().startsWith(beginning));
      if (!found) throw new Error(`nothing waits with ${beginning}`);
      return found.pid;
    });
  /** Gives the order while the run is in the middle of the chunk that holds this customer. */
  const orderedAt = async (email: string, view: Record<string, unknown>, what: string): Promise<Answer> => {
    const other = await core.database.connect();
    try {
      await other.query('begin');
      await other.query('select 1 from customers where shop_id = $1 and email = $2 for update', [
        shop,
        email,
      ]);
      if (what === 'pause') await start(view['id']);
      else await order(view, 'resume');
      const chunk = await waitingFor(await backendOf(other), '');
      const answer = order(await viewOf(view['id']), what);
      await waitingFor(chunk, 'select pg_advisory_xact_lock');
      await other.query('commit');
      return await answer;
    } finally {
      other.release();
    }
  };

  it('is a run that is paused, goes on, and is cancelled by order; started again, what is left is carried out once', async () => {
    for (const email of ['r250@shop.test', 'r1250@shop.test'])
      await core.aCustomer(shop, { email, registered: false });
    const { body: view } = await upload(aFile(2_200));
    expect(await orderedAt('r250@shop.test', view, 'pause')).toMatchObject({
      status: 200,
      body: { kind: 'import', total: 2_200 },
    });
    const paused = await viewOf(view['id']);
    expect(paused).toMatchObject({ state: 'paused', finishedAt: null, done: 1_000 });
    expect(await orderedAt('r1250@shop.test', paused, 'cancel')).toMatchObject({
      status: 200,
      body: { state: 'cancelled' },
    });
    expect(await viewOf(view['id'])).toMatchObject({
      ...{ state: 'stopped', finishedAt: expect.any(String) as string, done: 2_000 },
    });
    expect(await imported(aFile(2_200))).toMatchObject({ id: view['id'], done: 2_200, ready: 0 });
    expect(await sumOf()).toEqual([{ sum: '2200.00', count: 2_200 }]);
  }, 240_000);

  it('waits for the one of the same shop that was started before', async () => {
    await core.aCustomer(shop, { email: 'r250@shop.test', registered: false });
    const { body: first } = await upload(aFile(600));
    await orderedAt('r250@shop.test', first, 'pause');
    const second = await upload('email,credits\nlater@shop.test,1');
    expect((await start(second.body['id'])).body).toMatchObject({ state: 'running', runId: null });
    await order(await viewOf(first['id']), 'resume');
    await eventually(async () => expect(await viewOf(second.body['id'])).toMatchObject({ state: 'done' }), {
      timeoutMs: 120_000,
    });
    expect(await viewOf(first['id'])).toMatchObject({ state: 'done' });
  }, 240_000);

  it('whose chunk two processes carry out at once counts each line once', async () => {
    const other = await runService(loyaltyCore, core.config);
    try {
      const id = String((await upload(aFile(3))).body['id']);
      await core.rows(
        `insert into runs (id, kind, shop_id, step, state) values (gen_random_uuid(), 'import', $1, 'lines', 'paused')`,
        [shop],
      );
      await core.rows(`update imports set state = 'running' where id = $1`, [id]);
      // A part of a block, and then all that is left of it.
      for (const [size, done] of [
        [1, 1],
        [200, 3],
      ]) {
        const run = { cursor: { import: id, size }, attempts: 0, total: null } as unknown as Run;
        const carriers = await Promise.all(
          [core.service, other].map(async ({ app }) => {
            const { parts = [] } = await app.get(ImportRunsService).prepare(run);
            return parts.map((part) => () => app.get(Transactions).run(part));
          }),
        );
        await Promise.all(carriers.flat().map((carryOut) => carryOut()));
        expect(await viewOf(id)).toMatchObject({ done, failed: 0, ready: 3 - Number(done) });
        expect(await sumOf()).toEqual([{ sum: `${done}.00`, count: done }]);
      }
    } finally {
      await other.close();
    }
  });

  it('sets a line aside that fails again and again, and none that fails by anything else; what waits is kept without what was carried out', async () => {
    const { body } = await upload(aFile(2));
    const id = String(body['id']);
    await core.rows(
      `alter table customers add constraint refused check (shop_id <> '${shop}' or email <> 'r0@shop.test') not valid`,
    );
    // A run that is open keeps the service from beginning one of its own beside this test.
    await core.rows(
      `insert into runs (id, kind, shop_id, step, state) values (gen_random_uuid(), 'import', $1, 'lines', 'paused')`,
      [shop],
    );
    await core.rows(`update imports set state = 'running' where id = $1`, [id]);
    const runs = core.service.app.get(ImportRunsService);
    const chunkAfter = async (attempts: number, of = id) => {
      const run = { cursor: { import: of, size: 200 }, attempts, total: null } as unknown as Run;
      const { parts = [], record } = await runs.prepare(run);
      const transactions = core.service.app.get(Transactions);
      for (const part of parts) await transactions.run(part);
      return record && transactions.run(record);
    };
    await expect(chunkAfter(0)).rejects.toThrow();
    await expect(chunkAfter(2)).rejects.toThrow();
    await chunkAfter(3);
    await chunkAfter(0);
    await core.rows('alter table customers drop constraint refused');
    expect(await viewOf(id)).toMatchObject({ done: 1, failed: 1, ready: 0 });
    const problems = await core.http('GET', `shops/${shop}/imports/${id}/problems`);
    expect(problems.body['items']).toMatchObject([{ line: 2, column: null, code: 'not-applied' }]);
    const { body: other } = await upload(aFile(3));
    const good = String(other['id']);
    await core.rows(`update imports set state = 'running' where id = $1`, [good]);
    expect(await chunkAfter(3, good)).toEqual({ done: 1 });
    const waiting = await core.rows<{ first_line: number; content: string }>(
      'select first_line, content from import_blocks where import_id = $1 order by carried',
      [good],
    );
    const secrets = new SecretBox(core.config.pins.secretKeys);
    const kept = waiting.flatMap(
      ({ first_line: first, content }) =>
        JSON.parse(secrets.open(content, blockContext(good, first))) as { email: string }[],
    );
    expect(kept.map(({ email }) => email).sort()).toEqual(['r1@shop.test', 'r2@shop.test']);
    await core.rows(
      `update import_blocks set content = 'missing.' || content where import_id = $1 and content is not null`,
      [good],
    );
    for (const attempts of [0, 3])
      expect(await chunkAfter(attempts, good)).toEqual({ pause: 'secret-unreadable' });
    expect(await viewOf(good)).toMatchObject({ lines: 3, done: 1, failed: 0, ready: 2 });
    await core.rows(
      `update import_blocks set content = substr(content, length('missing.') + 1) where import_id = $1 and content is not null`,
      [good],
    );
    await chunkAfter(0, good);
    expect(await viewOf(good)).toMatchObject({ done: 3, failed: 0, ready: 0 });
    expect(await customerOf('r2@shop.test')).toMatchObject({ balance: '1.00' });
  });

  it('that was taken in while each line was sealed alone is carried out, and adds up as before', async () => {
    const { body } = await upload('email,credits\nalone@shop.test,5');
    const id = String(body['id']);
    const [block] = await core.rows<{ content: string }>(
      'select content from import_blocks where import_id = $1',
      [id],
    );
    const secrets = new SecretBox(core.config.pins.secretKeys);
    const [line] = JSON.parse(secrets.open(block?.content ?? '', blockContext(id, 2))) as unknown[];
    await core.rows('update import_blocks set content = $2 where import_id = $1', [
      ...[id, secrets.seal(JSON.stringify(line), blockContext(id, 2))],
    ]);
    await start(id);
    await eventually(async () => expect(await viewOf(id)).toMatchObject({ state: 'done', done: 1 }));
    expect(await customerOf('alone@shop.test')).toMatchObject({ balance: '5.00' });
  });

  it('with 10,000 bad lines names each, and is begun only without them if asked', async () => {
    const lines = Array.from({ length: 10_000 }, (_, index) => `nobody${index},x`);
    const { body } = await upload(['email,credits', 'good@shop.test,5', ...lines].join('\n'));
    expect(body).toMatchObject({ lines: 10_001, invalid: 10_000, ready: 1 });
    const problems = await core.http('GET', `shops/${shop}/imports/${String(body['id'])}/problems?limit=1`);
    expect(problems.body['items']).toEqual([
      expect.objectContaining({ line: 3, column: 'email', code: 'email-invalid' }),
      expect.objectContaining({ line: 3, column: 'credits', code: 'amount-invalid' }),
    ]);
    expect(await start(body['id'])).toMatchObject({ status: 409, body: { code: 'lines-invalid' } });
    await start(body['id'], { skipInvalid: true });
    await eventually(async () =>
      expect(await customerOf('good@shop.test')).toMatchObject({ balance: '5.00' }),
    );
  });

  it.each([
    ['an Excel file', Buffer.from('504b030414000600', 'hex'), 'file-is-spreadsheet'],
    ['a picture', Buffer.from('89504e470d0a1a0a00', 'hex'), 'file-not-text'],
    ['nothing', Buffer.alloc(0), 'file-empty'],
    ['no addresses', Buffer.from('Jméno;Body\nJana;5'), 'no-email-column'],
    ['a quote in a wrong place', Buffer.from('em"ail,credits\n'), 'file-not-csv'],
    ['an open quote', Buffer.from('email,credits\n"jana@shop.test,5\n'), 'file-not-csv'],
  ])('that is %s is refused in words, and nothing is kept of it', async (_what, file, code) => {
    const answer = await upload(file);
    expect(answer).toMatchObject({ status: 422, body: { code } });
    expect(answer).toHaveProperty('body.texts.cs');
    expect(await core.rows('select 1 from imports where shop_id = $1', [shop])).toEqual([]);
  });

  it('of 2 GB is refused before it is sent', async () => {
    const headers = { 'content-type': 'text/csv', 'content-length': String(2 * 1024 ** 3) };
    const status = await new Promise((resolve, reject) => {
      const sent = request(
        `${core.service.url}/shops/${shop}/imports`,
        { method: 'POST', headers },
        (answer) => {
          resolve(answer.statusCode);
          sent.destroy();
        },
      );
      sent.on('error', reject);
      sent.write('email\n');
    });
    expect(status).toBe(413);
  });

  it('of 2 GB that does not say so is refused on the way, and nothing is kept of it', async () => {
    const piece = Buffer.alloc(1024 * 1024, 'jana@shop.test,5\n');
    const answer = new Promise<number | undefined>((resolve, reject) => {
      const sent = request(
        `${core.service.url}/shops/${shop}/imports`,
        { method: 'POST', headers: { 'content-type': 'text/csv' } },
        (answered) => {
          resolve(answered.statusCode);
          sent.destroy();
        },
      );
      sent.on('error', reject);
      let pieces = 0;
      const more = (): void => {
        while (!sent.destroyed && pieces < 2_048) {
          pieces += 1;
          if (!sent.write(piece)) return void sent.once('drain', more);
        }
      };
      sent.write('email,credits\n');
      more();
    });
    expect(await answer).toBe(413);
    expect(await core.rows('select 1 from imports where shop_id = $1', [shop])).toEqual([]);
  });

  it('of another shop, or of no shop, is not there', async () => {
    const { body } = await upload(`email\n${randomBytes(4).toString('hex')}@shop.test`);
    const other = await core.aShop();
    expect((await core.http('GET', `shops/${other}/imports/${String(body['id'])}`)).status).toBe(404);
    expect((await upload('email\n', 'nowhere')).status).toBe(404);
  });
});

it('an upgrade keeps each line of an import once, and lets a process of before end the chunk that it is at', async () => {
  const stack = await TestStack.create();
  try {
    const before = migrations.filter(({ name }) => name.slice(-13) < '1807099000000');
    const url = await stack.createDatabase('upgraded', before);
    const database = new Pool({ connectionString: url });
    const old = await database.connect();
    let upgraded: Promise<DataSource> | undefined;
    try {
      await old.query(`
        insert into shops (id, name, time_zone, language, expiry_notice_target, expiry_notice_lead_days, system_mails, unknown_consent)
        values ('one', 'One', 'UTC', 'cs', 'none', 14, false, 'denied');
        insert into imports (id, shop_id, digest, state, encoding, delimiter, ignored_columns, service, created_at)
        values (gen_random_uuid(), 'one', 'x', 'running', 'utf8', ',', '{}', 'test', now());
        insert into import_lines (import_id, line, state, action, amount, content)
        select id, line, case line when 2 then 'done' else 'ready' end, 'create', 1, case when line > 2 then 'sealed' end
        from imports cross join generate_series(2, 4) line`);
      await old.query('begin');
      await old.query('select from imports for share');
      await old.query(`update import_lines set state = 'done', content = null where line = 3`);
      const holder = await backendOf(old);
      upgraded = connectMigrated({ url, poolSize: 1, service: 'test', entities: [], migrations });
      await Promise.race([
        upgraded,
        eventually(async () => expect(await waitingStatements(database, holder)).not.toEqual([])),
      ]);
      await old.query(
        `insert into outbox (message_id, exchange, type, shop_id, occurred_at, body) values (gen_random_uuid(), 'e', 't', 'one', now(), '')`,
      );
      await old.query('commit');
      await upgraded;
      const { rows } = await database.query('select lines, carried from import_blocks order by first_line');
      expect(rows).toEqual([
        { lines: [2, 3], carried: 2 },
        { lines: [4], carried: 0 },
      ]);
    } finally {
      // Whoever waits for this one goes on, so that a failure ends at once.
      old.release(true);
      await upgraded?.then(
        (source) => source.destroy(),
        () => undefined,
      );
      await database.end();
    }
  } finally {
    await stack.close();
  }
});

/** All that is kept of the customers of a shop ($1), without ids and numbers. */
const booksSql = `
  select c.id, to_jsonb(c) - '{id,shop_id,last_sequence,created_at,consent_decided_at}'::text[] as customer,
    c.consent_decided_at is not null as has_decided,
    (select jsonb_agg(to_jsonb(e) - '{id,shop_id,customer_id,sequence,run_id,changed_at}'::text[])
     from ledger_entries e where e.customer_id = c.id) as entries,
    (select count(*)::int from ledger_entries e where e.customer_id = c.id and e.sequence > c.last_sequence) as later,
    (select jsonb_agg(to_jsonb(l) - '{id,shop_id,customer_id}'::text[]) from lots l where l.customer_id = c.id) as lots,
    (select jsonb_agg(m.amount) from lot_movements m join lots l on l.id = m.lot_id where l.customer_id = c.id) as movements,
    (select jsonb_agg(to_jsonb(d) - '{id,shop_id,customer_id,decided_at,recorded_at}'::text[])
     from consents d where d.customer_id = c.id) as consents,
    (select jsonb_agg(g.amount) from grants g where g.customer_id = c.id) as grants
  from customers c where c.shop_id = $1 order by c.email`;
