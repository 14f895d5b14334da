import { backendOf, eventually, waitingStatements } from '@ellity/testing';
import { CustomerErased, compose } from '@ellity/contracts';
import { outgoingOf, Publisher } from '@ellity/messaging';
import { SharedTexts } from '@ellity/platform';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { LettersStage } from '../letters.fixture';
import { RetentionService } from '../letters/retention.service';

const queue = 'tool.jobs';

describe('dead letters', () => {
  let stage: LettersStage;
  const onEnd: (() => Promise<unknown>)[] = [];

  afterEach(() => Promise.all(onEnd.splice(0).map((end) => end())));
  beforeAll(async () => {
    stage = await LettersStage.open({}, queue);
  });
  afterAll(() => stage?.close());

  it('are drained with all that is known of them, and shown beside their contract without secrets', async () => {
    const customer = randomUUID();
    const bad = stage.anAward('a', { amount: '10', pin: 12345678 }, { subject: customer });
    const good = stage.anAward('b', {}, { subject: customer });
    await stage.park(queue, [bad], { 'error-code': 'data-invalid', attempt: 3 });
    await stage.park(queue, [good]);
    await stage.lettersWhen(2, `&customerId=${customer}`);
    const [letter] = await stage.letters(`&messageId=${bad.id}`);
    expect(letter).toMatchObject({
      queue: `${queue}.dlq`,
      failingQueue: queue,
      service: 'tool',
      serviceVersion: '1.2.3',
      sender: 'shop-adapter',
      type: 'loyalty.AwardCredit.v1',
      shopId: 'demo',
      code: 'data-invalid',
      message: 'order 17 is not welcome',
      attempts: 3,
      returns: 0,
      state: 'open',
      isReplayable: true,
    });
    const alike = await stage.letters(`&service=tool&type=${bad.type}&code=data-invalid`);
    expect(alike.map(({ messageId }) => messageId)).toEqual([bad.id]);
    expect(await stage.letters('&service=tool&type=no-such-type')).toEqual([]);
    const { body: shown } = await stage.call<Record<string, never>>(
      'GET',
      `/letters/${String(letter?.['id'])}`,
    );
    expect(shown).toMatchObject({
      exchange: 'loyalty.commands',
      routingKey: 'loyalty.AwardCredit.v1',
      why: { en: expect.stringContaining('breaks its contract') as string },
      next: ['tell-sender', 'edit', 'discard'],
      others: [{ messageId: good.id }],
    });
    expect(shown['body']).not.toContain('12345678');
    const { fields } = shown['contract'] as unknown as { fields: { name: string; problems: string[] }[] };
    expect(fields.find(({ name }) => name === 'amount')?.problems).toEqual([
      expect.stringContaining('amount must be an amount above zero'),
    ]);
    await eventually(async () => expect(await stage.waiting(`${queue}.dlq`)).toBe(0));
    const { rows } = await stage.database.query<{ text: string }>('select l::text as text from letters l');
    expect(JSON.stringify(rows)).not.toMatch(/12345678|idempotencyKey/);
  });

  it('of a time are paged by when they failed last, each once, and so are those of a queue', async () => {
    const failedAt = (hour: number) => ({
      'error-code': 'tool.timed',
      'failed-at': `2026-01-01T0${hour}:00:00.000Z`,
    });
    for (const hour of [2, 1, 3]) await stage.park(queue, [stage.anAward(`hour-${hour}`)], failedAt(hour));
    await stage.lettersWhen(3, '&code=tool.timed');
    const pageOf = (more: string) =>
      stage.call<{ items: { lastAt: string }[]; next: string | null }>(
        'GET',
        `/letters?limit=2&queue=${queue}&code=tool.timed${more}`,
      );
    const times = '&since=2026-01-01T01:00:00Z&until=2026-01-01T03:00:01Z';
    const first = (await pageOf(times)).body;
    const second = (await pageOf(`${times}&before=${first.next}`)).body;
    expect([...first.items, ...second.items].map(({ lastAt }) => new Date(lastAt).getUTCHours())).toEqual([
      3, 2, 1,
    ]);
    expect(second.next).toBeNull();
    expect((await pageOf(`&before=${first.next}`)).status).toBe(400);
    expect((await pageOf('&until=2026-01-01T02:00:00Z')).body.items).toHaveLength(1);
  });

  it('that failed alike are one group, with its hours; a note and a hold are kept and audited', async () => {
    await stage.park(queue, [stage.anAward('c'), stage.anAward('d')], {
      'error-code': 'tool.alike',
      'error-message': 'order 1 of j***@shop.test',
    });
    await stage.park(queue, [stage.anAward('e')], {
      'error-code': 'tool.alike',
      'error-message': 'order 2222 of x***@shop.test',
    });
    const [first] = await stage.lettersWhen(3, '&code=tool.alike');
    const path = `/groups/${String(first?.['groupId'])}`;
    const change = { note: 'the shop knows', isOnHold: true };
    const { body: group } = await stage.call('PATCH', path, change);
    expect(group).toMatchObject({
      ...change,
      counts: { open: 3, taken: 0, delivered: 0, discarded: 0 },
      message: 'order <n> of <address>',
      isSeen: true,
    });
    const hours = group['hours'] as { letters: number }[];
    expect(hours.reduce((sum, { letters }) => sum + letters, 0)).toBe(3);
    const { rows } = await stage.database.query('select actor, what from audit order by id desc limit 1');
    expect(rows).toEqual([{ actor: stage.operator, what: 'group-changed' }]);
    await expect(stage.database.query('delete from audit')).rejects.toThrow('added to only');
  });

  it('are drained whatever they hold: broken JSON, bytes, 10 MB, NUL and half a character, no id at all', async () => {
    await stage.put('unrouted', Buffer.from('{"half":'));
    await stage.put('unrouted', Buffer.from([0xff, 0xfe, 0x00, 0xd8]));
    await stage.put('unrouted', Buffer.alloc(10 * 1024 * 1024, 0x20));
    await stage.put('unrouted', Buffer.from('{"type":"\\u0000\\ud800","shopid":"\\u0000"}'), {
      headers: { odd: [1, { deep: true }], CC: ['x'] },
    });
    const letters = await stage.lettersWhen(4, '&queue=unrouted');
    for (const { id } of letters)
      expect((await stage.call('GET', `/letters/${String(id)}`)).status).toBe(200);
    expect(letters.map(({ bytes }) => bytes)).toContain(10 * 1024 * 1024);
    expect(letters.map(({ code }) => code)).toEqual(Array(4).fill('unrouted'));
  });

  it('of 10 MB are taken as far as they fit in hand, the others wait in their queue until those are stored', async () => {
    const { messaging } = stage.config;
    await stage.stop();
    await stage.start({
      messaging: { ...messaging, consumer: { ...messaging.consumer, bytesMax: 25 * 1024 * 1024 } },
    });
    await stage.put('unrouted', Buffer.from('{"comes":"first"}'));
    await stage.lettersWhen(5, '&queue=unrouted');
    await stage.database.query('begin; lock table letters in access exclusive mode');
    for (let nth = 0; nth < 4; nth += 1)
      await stage.put('unrouted', Buffer.alloc(10 * 1024 * 1024, `letter ${nth} `));
    await eventually(async () => expect(await stage.waiting('unrouted')).toBe(2));
    await stage.database.query('rollback');
    await eventually(async () => {
      const { rows } = await stage.database.query(
        `select from letters where queue = 'unrouted' and bytes = 10 * 1024 * 1024`,
      );
      expect([rows.length, await stage.waiting('unrouted')]).toEqual([5, 0]);
    });
  });

  it('that come twice are one letter, and one that was done with is open again', async () => {
    const award = stage.anAward('twice');
    await stage.park(queue, [award, award]);
    const [letter] = await stage.lettersWhen(1, `&messageId=${award.id}`);
    await stage.database.query(`update letters set state = 'discarded', settled_at = now() where id = $1`, [
      letter?.['id'],
    ]);
    await stage.park(queue, [award]);
    await stage.lettersWhen(1, `&messageId=${award.id}`);
    await stage.park(queue, [{ ...award, data: { other: true } }]);
    await stage.lettersWhen(2, `&messageId=${award.id}`);
  });

  it('that are delivered again without a new failure stay as they were settled; a new failure opens them', async () => {
    const award = stage.anAward('again');
    const failedAt = (seconds: number) => ({
      'failed-at': new Date(Date.now() + seconds * 1_000).toISOString(),
    });
    // Also where the clock of the service is ahead of the database's.
    const first = failedAt(60);
    await stage.park(queue, [award], first);
    const [letter] = await stage.lettersWhen(1, `&messageId=${award.id}`);
    await stage.database.query(`update letters set state = 'discarded', settled_at = now() where id = $1`, [
      letter?.['id'],
    ]);
    const marker = stage.anAward('marker');
    await stage.park(queue, [award, marker], first);
    await stage.lettersWhen(1, `&messageId=${marker.id}`);
    const [settled] = await stage.lettersWhen(1, `&messageId=${award.id}&state=discarded`);
    expect(settled).toMatchObject({ returns: 0 });
    await stage.park(queue, [award], failedAt(61));
    expect(await stage.lettersWhen(1, `&messageId=${award.id}`)).toMatchObject([{ returns: 1 }]);
  });

  it('of queues that come later are drained too, and one that is gone makes nobody unready', async () => {
    await stage.declare('late.jobs');
    await stage.park('late.jobs', [stage.anAward('late')]);
    await stage.lettersWhen(1, '&queue=late.jobs');
    await stage.channel.deleteQueue('late.jobs.dlq');
    await eventually(async () => {
      expect(await fetch(`${stage.service.url}/metrics`).then((answer) => answer.text())).toMatch(
        /^dead_letters_drained_queues 3$/m,
      );
      expect((await stage.call('GET', '/health/ready')).status).toBe(200);
    });
  });

  it('wait in their queue while the database does not take them, and none is lost', async () => {
    await stage.database.query('begin; lock table letters in access exclusive mode');
    await stage.park(queue, [stage.anAward('locked')], { 'error-code': 'tool.locked' });
    await stage.database.query('rollback');
    await stage.lettersWhen(1, '&code=tool.locked');
    await stage.stop();
    await stage.park(queue, [stage.anAward('stopped')], { 'error-code': 'tool.stopped' });
    await stage.start();
    await stage.lettersWhen(1, '&code=tool.stopped');
  });

  it('are each there once after database and broker dropped every connection in the middle', async () => {
    const other = new Client({ connectionString: stage.config.database.url });
    await other.connect();
    await other.query('begin; lock table letters in access exclusive mode');
    await stage.park(
      queue,
      Array.from({ length: 300 }, (_, index) => stage.anAward(`cut-${index}`)),
      { 'error-code': 'tool.cut' },
    );
    const holder = await backendOf(other);
    await eventually(async () => {
      const waiting = await waitingStatements(stage.database, holder);
      expect(waiting.map(({ query }) => query)).toContainEqual(
        expect.stringContaining('insert into letters'),
      );
    });
    await stage.cutConnections();
    await other.query('rollback');
    await other.end();
    const letters = await stage.lettersWhen(300, '&code=tool.cut');
    expect(new Set(letters.map(({ messageId }) => messageId)).size).toBe(300);
    await eventually(async () => expect(await stage.waiting(`${queue}.dlq`)).toBe(0));
  });

  it('of another queue come before the rest of a storm, one batch at a time; a stop cuts the rest between them short', async () => {
    const connectionString = stage.config.database.url;
    const [first, second] = [new Client({ connectionString }), new Client({ connectionString })];
    await Promise.all([first.connect(), second.connect()]);
    const [holder, laterHolder] = [await backendOf(first), await backendOf(second)];
    const held = async (by: number) =>
      (await waitingStatements(stage.database, by)).filter(({ query }) =>
        /erasures_out|^begin; lock/.test(query),
      );
    const lock = 'begin; lock table letters in access exclusive mode';
    await stage.stop();
    await stage.start({ letters: { ...stage.config.letters, drainRestMsMax: 60_000 } });
    for (const name of [`${queue}.dlq`, 'unrouted'])
      await eventually(async () => expect((await stage.channel.checkQueue(name)).consumerCount).toBe(1));

    onEnd.push(() => Promise.all([first.end(), second.end()]));
    await first.query(lock);
    const storm = Array.from({ length: 401 }, (_, index) => stage.anAward(`storm-${index}`));
    await stage.park(queue, storm.slice(0, 1), { 'error-code': 'tool.storm' });
    await eventually(async () => expect(await held(holder)).toHaveLength(1));
    await stage.park(queue, storm.slice(1), { 'error-code': 'tool.storm' });
    await eventually(async () => expect(await stage.waiting(`${queue}.dlq`)).toBe(0));
    const locked = second.query(lock);
    await eventually(async () => expect(await held(holder)).toHaveLength(2));
    await first.query('rollback');
    await locked;
    await eventually(async () => expect(await held(laterHolder)).toHaveLength(1));
    await stage.put('unrouted', Buffer.from('{"beside":"a storm"}'));
    await eventually(async () => {
      const { rows } = await stage.database.query(
        `select from pg_stat_activity where pid = $1 and xact_start < now() - interval '3 s'`,
        [(await held(laterHolder))[0]?.pid],
      );
      expect([rows.length, await stage.waiting('unrouted')]).toEqual([1, 0]);
    });
    expect(await held(laterHolder)).toHaveLength(1);
    const { rows: released } = await second.query<{ at: Date }>('select clock_timestamp() as at');
    await second.query('rollback');
    await stage.lettersWhen(201, '&code=tool.storm');
    await stage.stop();
    const { rows: batches } = await stage.database.query<{ queue: string; letters: number; at: Date }>(
      `select queue, count(*)::int as letters, first_at as at from letters
       where code = 'tool.storm' or queue = 'unrouted' and bytes = 20
       group by queue, first_at order by at`,
    );
    expect(batches.map(({ queue: name, letters }) => [name, letters])).toEqual([
      [`${queue}.dlq`, 1],
      [`${queue}.dlq`, 200],
      ['unrouted', 1],
      [`${queue}.dlq`, 200],
    ]);
    const [, slow = 0, next = 0] = batches.map(({ at }) => at.getTime());
    const tookMs = (released[0]?.at.getTime() ?? 0) - slow;
    // Uncut the rest alone is more than two and a half times as long as the batch took.
    expect(next - slow).toBeLessThan(2.5 * tookMs);
    await stage.start();
  });

  it('about somebody who is erased hold nothing any more, those that name the address only as well', async () => {
    const subject = randomUUID();
    const email = 'zdislava@shop.test';
    const event = { ...stage.anAward('x', {}, { subject }), data: { email } };
    await stage.park(queue, [event, stage.anAward('y', { email })], { 'error-code': 'tool.erased' });
    await stage.lettersWhen(2, '&code=tool.erased');
    const file = await stage.call<{ parts: { letters: { body: string }[] } }>(
      'POST',
      `/shops/demo/customers/${subject}/file`,
      { addresses: [email] },
    );
    expect(file.body.parts.letters.map(({ body }) => body.includes(email))).toEqual([true, true]);
    const erased = compose(
      CustomerErased,
      { address: 'eyJhbGciOiJFQ0RILUVTIn0..aXZpdml2aXY.Y2lwaGVydGV4dA.dGFndGFndGFn' },
      { source: 'loyalty-core', shopId: 'demo', subject, sequence: `${Date.now()}000` },
    );
    await new Publisher(stage.broker).publish([outgoingOf(erased)]);
    await stage.lettersWhen(0, '&code=tool.erased');
    const { rows } = await stage.database.query(
      `select content_sealed, message, stack, address_hashes, state from letters where code = 'tool.erased'`,
    );
    const nothing = { content_sealed: null, message: '', stack: null, address_hashes: null };
    expect(rows).toEqual(Array(2).fill({ ...nothing, state: 'discarded' }));
  });

  it('that hold somebody by an address alone hold nothing either once that is erased, of another shop they stay', async () => {
    const email = 'bozena@shop.test';
    const failing = { 'error-code': 'tool.alone' };
    const elsewhere = { ...stage.anAward('elsewhere', { email }), shopid: 'another' };
    await stage.park(queue, [stage.anAward('alone', { email }), stage.anAward('kept'), elsewhere], failing);
    await stage.put(`${queue}.dlq`, Buffer.from(`{"half":"${email}`), { headers: failing });
    await stage.lettersWhen(3, '&code=tool.alone');
    const [half] = await stage.lettersWhen(1, '&code=put-by-hand');
    const erased = compose(
      CustomerErased,
      {
        address: 'eyJhbGciOiJFQ0RILUVTIn0..aXZpdml2aXY.Y2lwaGVydGV4dA.dGFndGFndGFn',
        addressForServices: await new SharedTexts(stage.tokens).seal(email),
      },
      { source: 'loyalty-core', shopId: 'demo', subject: randomUUID(), sequence: `${Date.now()}002` },
    );
    await new Publisher(stage.broker).publish([outgoingOf(erased)]);
    const left = await stage.lettersWhen(2, '&code=tool.alone');
    expect(left.map(({ shopId }) => shopId).sort()).toEqual(['another', 'demo']);
    const { rows } = await stage.database.query('select content_sealed, state from letters where id = $1', [
      half?.['id'],
    ]);
    expect(rows).toEqual([{ content_sealed: null, state: 'discarded' }]);
  });

  it('about somebody who was erased before hold nothing either; what erases somebody stays to be replayed', async () => {
    const subject = randomUUID();
    const erased = compose(
      CustomerErased,
      { address: 'eyJhbGciOiJFQ0RILUVTIn0..aXZpdml2aXY.Y2lwaGVydGV4dA.dGFndGFndGFn' },
      { source: 'loyalty-core', shopId: 'demo', subject, sequence: `${Date.now()}001` },
    );
    const failing = { 'error-code': 'tool.late' };
    await stage.park(queue, [stage.anAward('early', {}, { subject }), erased], failing);
    await stage.lettersWhen(2, '&code=tool.late');
    await new Publisher(stage.broker).publish([outgoingOf(erased)]);
    const [letter] = await stage.lettersWhen(1, '&code=tool.late');
    expect(letter).toMatchObject({ type: erased.type, isReplayable: true });

    await stage.park(queue, [stage.anAward('late', {}, { subject })], failing);
    await eventually(async () => {
      const { rows } = await stage.database.query(
        `select state, content_sealed is null and message = '' and stack is null as "isEmpty" from letters
          where code = 'tool.late' order by id`,
      );
      const emptied = { state: 'discarded', isEmpty: true };
      expect(rows).toEqual([emptied, { state: 'open', isEmpty: false }, emptied]);
    });
  });

  it('are deleted when they were settled long ago, and open ones never', async () => {
    await stage.park(queue, [stage.anAward('old'), stage.anAward('older')], { 'error-code': 'tool.old' });
    const [letter] = await stage.lettersWhen(2, '&code=tool.old');
    await stage.database.query(`update letters set first_at = now() - interval '1 year'`);
    await stage.database.query(
      `update letters set state = 'discarded', settled_at = now() - interval '91 days' where id = $1`,
      [letter?.['id']],
    );
    expect(await stage.service.app.get(RetentionService).deleteOld()).toBe(1);
    expect((await stage.call('GET', `/letters/${String(letter?.['id'])}`)).status).toBe(404);
    const { rows } = await stage.database.query(`select shop_id, sender, letters::int from letter_totals`);
    expect(rows).toEqual([{ shop_id: 'demo', sender: 'shop-adapter', letters: 1 }]);
    expect(await stage.letters('&code=tool.old')).toHaveLength(1);
  });
});
