import { backendOf, eventually, waitingStatements } from '@ellity/testing';
import { Client } from 'pg';
import { LettersStage } from '../letters.fixture';
import { queue, Tool } from './tool.fixture';

type Json = Record<string, unknown>;

describe('letters that are brought back', () => {
  let stage: LettersStage;
  let tool: Tool;
  const why = 'the bug is mended';

  beforeAll(async () => {
    stage = await LettersStage.open({}, queue, 'other.jobs');
    tool = await Tool.open(stage.stack.rabbitUrl);
  });
  afterAll(async () => {
    await tool?.close();
    await stage?.close();
  });
  beforeEach(() => {
    tool.received.length = 0;
    tool.judge = () => 'done';
  });

  const start = (kind: string, code: string, more: Json = {}, url = '') =>
    stage.call('POST', `${url}/actions`, { kind, why, filter: { code }, rate: 1_000, ...more });
  const action = async (id: unknown) => (await stage.call('GET', `/actions/${String(id)}`)).body;
  const actionWhen = async (id: unknown, wanted: Json) => {
    await eventually(async () => expect(await action(id)).toMatchObject(wanted));
    return action(id);
  };
  const park = async (count: number, code: string, change: (index: number) => Json = () => ({})) => {
    const awards = Array.from({ length: count }, (_, index) =>
      stage.anAward(`${code}-${index}`, { email: `${code}${index}@shop.test`, ...change(index) }),
    );
    await stage.park(queue, awards, { 'error-code': code });
    return stage.lettersWhen(count, `&code=${code}`);
  };

  it('go to the queue they failed in, ramped by their outcomes, and are delivered with who, when and why', async () => {
    await park(150, 'tool.a');
    expect((await start('replay', 'tool.a')).body).toMatchObject({ code: 'count-missing' });
    expect((await start('replay', 'tool.a', { count: 149 })).body).toMatchObject({ code: 'count-differs' });
    const { status, body } = await start('replay', 'tool.a', { count: 150 });
    expect([status, body['matched'], body['actor']]).toEqual([202, 150, stage.operator]);
    const again = await start('replay', 'tool.a', { count: 150 });
    await actionWhen(body['id'], { state: 'done', done: 150, counts: { done: 150, failed: 0, skipped: 0 } });
    if (again.status === 202) await actionWhen(again.body['id'], { state: 'done', done: 0 });
    expect(new Set(tool.received).size).toBe(150);
    expect(tool.received).toHaveLength(150);
    expect(await stage.letters('&code=tool.a')).toEqual([]);
    expect(await stage.letters('&code=tool.a&state=delivered')).toHaveLength(150);
    const { body: audit } = await stage.call<{ items: Json[] }>('GET', '/audit');
    const about = audit.items.filter((entry) => entry['actionId'] === body['id']);
    expect(about).toMatchObject([
      { what: 'replay-finished', after: { settledWell: 150 } },
      {
        what: 'replay-started',
        actor: stage.operator,
        why,
        filter: { code: 'tool.a' },
        before: { open: 150 },
      },
    ]);
  });

  it('stop by themselves where they fail again; a cancel leaves the rest open, and each tells its attempts', async () => {
    await park(60, 'tool.b');
    tool.judge = () => 'failed';
    const { body } = await start('replay', 'tool.b');
    await actionWhen(body['id'], { state: 'paused', stopped: 'new-failure' });
    expect(tool.received.length).toBeLessThanOrEqual(3);
    await eventually(async () => {
      const [again] = await stage.letters('&code=tool.again');
      const { body: shown } = await stage.call('GET', `/letters/${String(again?.['id'])}`);
      expect(shown).toMatchObject({
        letter: { returns: 1, state: 'open' },
        tries: [{ actionId: body['id'], state: 'failed', code: 'tool.again', why }],
      });
    });
    // What is held keeps the action from coming to its end before it is cancelled.
    tool.judge = () => (tool.received.length > 8 ? undefined : 'done');
    await stage.call('POST', `/actions/${String(body['id'])}/resume`);
    await eventually(() => expect(tool.received.length).toBeGreaterThan(3));
    await stage.call('POST', `/actions/${String(body['id'])}/cancel`);
    const { counts } = (await actionWhen(body['id'], { state: 'cancelled' })) as { counts: Json };
    expect((await stage.call('POST', `/actions/${String(body['id'])}/pause`)).status).toBe(409);
    expect(await stage.letters('&code=tool.b')).toHaveLength(Number(counts['skipped']));
  });

  it('go on where an order could not be entered in the audit: one is never there without the other', async () => {
    await park(3, 'tool.audit');
    tool.judge = () => undefined;
    const { body } = await start('replay', 'tool.audit');
    await eventually(() => expect(tool.received).toHaveLength(1));
    const path = `/actions/${String(body['id'])}`;
    await stage.database.query(`
      create function refuse_entry() returns trigger language plpgsql as $$ begin raise 'no room'; end $$;
      create trigger refuse_entry before insert on audit for each row
        when (new.what in ('replay-pause', 'replay-cancel')) execute function refuse_entry()`);
    try {
      for (const order of ['pause', 'cancel']) {
        expect((await stage.call('POST', `${path}/${order}`)).status).toBe(500);
        expect(['running', 'waiting']).toContain((await action(body['id']))['state']);
      }
    } finally {
      await stage.database.query('drop function refuse_entry cascade');
    }
    tool.judge = () => 'done';
    tool.report(tool.received[0] ?? '', 'done');
    await actionWhen(body['id'], { state: 'done', counts: { done: 3 } });
  });

  it('of one customer go in their order, the next only after the one before has its outcome', async () => {
    await park(6, 'tool.c', () => ({ email: 'jana@shop.test' }));
    const { body } = await start('replay', 'tool.c');
    await actionWhen(body['id'], { state: 'done', counts: { done: 6 } });
    expect(tool.received).toEqual([0, 1, 2, 3, 4, 5].map((index) => `tool.c-${index}`));
    await park(3, 'tool.d', () => ({ email: 'jana@shop.test' }));
    tool.judge = (key) => (key.endsWith('-0') ? 'failed' : 'done');
    tool.received.length = 0;
    const second = await start('replay', 'tool.d', { failedShareMax: 1 });
    await eventually(async () => expect((await action(second.body['id']))['stopped']).toBe('new-failure'));
    await stage.call('POST', `/actions/${String(second.body['id'])}/resume`);
    await actionWhen(second.body['id'], { state: 'done', counts: { failed: 1, skipped: 2 } });
    expect(tool.received).toEqual(['tool.d-0']);
    await stage.lettersWhen(2, '&code=tool.d');
  });

  describe('by two processes', () => {
    let child: Awaited<ReturnType<LettersStage['startChild']>>;
    beforeAll(async () => {
      child = await stage.startChild();
    });
    afterAll(async () => {
      await child?.process.end('SIGKILL');
    });

    it('of two operators at once, at two processes, go to one of them each', async () => {
      await park(60, 'tool.two');
      const urls = [stage.service.url, child.url];
      const doneByBoth = async (code: string): Promise<number> => {
        const answers = await Promise.all(urls.map((url) => start('replay', code, {}, url)));
        const begun = answers.filter(({ status, body }) => status === 202 || body['code'] !== 'nothing-fits');
        const ended = await Promise.all(begun.map(({ body }) => actionWhen(body['id'], { state: 'done' })));
        return ended.reduce((sum, { done }) => sum + Number(done), 0);
      };
      expect(await doneByBoth('tool.two')).toBe(60);
      expect(tool.received).toHaveLength(60);
      await park(1, 'tool.one');
      expect(await doneByBoth('tool.one')).toBe(1);
      expect(new Set(tool.received).size).toBe(61);
      expect(tool.received).toHaveLength(61);
    });

    it('go on where the process was killed between sending and noting it, each delivered once', async () => {
      // They go in the order in which they happened: 1, 2, then five in one step, of which this is one.
      const inOrder = (await park(40, 'tool.e')).map(({ id, occurredAt }) => [occurredAt, id].map(String));
      const [, letterId] = inOrder.sort((a, b) => (String(a) < String(b) ? -1 : 1))[5] ?? [];
      // Whatever notes something of this letter first, that it was sent or what became of it, waits for the test.
      await stage.database.query(`
        create function wait_for_test() returns trigger language plpgsql as $$
        begin perform pg_advisory_xact_lock(1); return new; end $$;
        create trigger note_waits before update on attempts for each row
          when (new.state in ('sent', 'done') and new.letter_id = '${letterId}')
          execute function wait_for_test()`);
      const other = new Client({ connectionString: stage.config.database.url });
      await other.connect();
      await stage.stop();
      try {
        await other.query('select pg_advisory_lock(1)');
        const { body } = await start('replay', 'tool.e', {}, child.url);
        const holder = await backendOf(other);
        const stuck = await eventually(async () => {
          const [waiting] = await waitingStatements(stage.database, holder);
          if (!waiting) throw new Error('nothing is to be noted yet');
          return waiting;
        });
        await child.process.end('SIGKILL');
        await stage.database.query('select pg_terminate_backend($1)', [stuck.pid]);
        await other.query('select pg_advisory_unlock(1)');
        // The lease of the killed process is over by now.
        await stage.database.query(`update runs set lease_until = now() where state = 'running'`);
        await stage.start();
        await actionWhen(body['id'], { state: 'done', counts: { done: 40, failed: 0, skipped: 0 } });
      } finally {
        await child.process.end('SIGKILL');
        await other.end();
        await stage.start();
      }
      expect(new Set(tool.received).size).toBe(40);
      expect(tool.received.length).toBeLessThanOrEqual(40 + 5);
    });
  });

  it('go on when database and broker drop every connection in the middle, each delivered once', async () => {
    await park(40, 'tool.cut');
    tool.judge = (key) => (key === 'tool.cut-5' ? undefined : 'done');
    const { body } = await start('replay', 'tool.cut');
    await eventually(() => expect(tool.received).toContain('tool.cut-5'));
    await stage.cutConnections();
    tool.report('tool.cut-5', 'done');
    await actionWhen(body['id'], { state: 'done', counts: { done: 40, failed: 0, skipped: 0 } });
    expect(new Set(tool.received).size).toBe(40);
  });

  it('whose queue is gone stay open, and say so', async () => {
    await stage.park('other.jobs', [stage.anAward('gone')], { 'error-code': 'tool.gone' });
    await stage.lettersWhen(1, '&code=tool.gone');
    await stage.channel.deleteQueue('other.jobs');
    const { body } = await start('replay', 'tool.gone');
    await eventually(async () => expect((await action(body['id']))['stopped']).toBe('new-failure'));
    const [letter] = await stage.lettersWhen(1, '&code=tool.gone');
    const { body: shown } = await stage.call('GET', `/letters/${String(letter?.['id'])}`);
    expect(shown).toMatchObject({ tries: [{ state: 'failed', code: 'queue-gone' }] });
  });

  it('that the delivery limit sent here go back once by themselves, and are marked', async () => {
    await stage.park(queue, [stage.anAward('worn')], { 'error-code': 'delivery-limit' });
    await eventually(() => expect(tool.received).toEqual(['worn']));
    const [letter] = await stage.lettersWhen(1, '&code=delivery-limit&state=delivered');
    expect(letter).toMatchObject({ sentBackAt: expect.any(String) as string });
    await eventually(async () => {
      const { body } = await stage.call<{ items: Json[] }>('GET', '/audit');
      expect(body.items[0]).toMatchObject({ actor: 'dead-letters', what: 'replay-finished' });
    });
  });

  it('on hold are left alone, as the preview says', async () => {
    const [letter] = await park(2, 'tool.hold');
    await stage.call('PATCH', `/groups/${String(letter?.['groupId'])}`, { isOnHold: true });
    const { body } = await stage.call('POST', '/preview', { filter: { code: 'tool.hold' }, ask: true });
    expect(body).toMatchObject({ letters: 0, leftAlone: 2, needsCount: false, asked: { answered: 0 } });
    expect((await start('replay', 'tool.hold')).body).toMatchObject({ code: 'nothing-fits' });
  });

  it('are sent as they were edited, by hand or by a rule; what would break the contract stays as it was', async () => {
    const [letter] = await park(1, 'tool.edit', () => ({ amount: '10' }));
    const path = `/letters/${String(letter?.['id'])}/edit`;
    const data = { email: 'a@shop.test', amount: '10.00', reason: 'order', idempotencyKey: 'tool.edit-0' };
    const wrong = await stage.call('PUT', path, { data: { ...data, amount: 'x' }, why });
    expect([wrong.status, wrong.body['code']]).toEqual([422, 'edit-contract-broken']);
    const locked = await stage.call('PUT', path, { data: { ...data, idempotencyKey: 'other' }, why });
    expect(locked.body['code']).toBe('edit-field-locked');
    expect((await stage.call('PUT', path, { data, why })).status).toBe(204);
    const { body: shown } = await stage.call('GET', path.replace('/edit', ''));
    expect(shown['changes']).toContainEqual({ field: 'data.amount', before: '"10"', after: '"10.00"' });
    await park(3, 'tool.rule', (index) => (index === 2 ? { reason: 'Order' } : { amount: '10' }));
    const rules = [{ what: 'set', field: 'amount', to: '10.00' }];
    const { body } = await start('edit', 'tool.rule', { rules });
    await actionWhen(body['id'], { state: 'done', done: 2 });
    expect((await stage.letters('&code=tool.rule')).filter(({ isEdited }) => isEdited)).toHaveLength(2);
  });

  it('are discarded and restored, and what is discarded is not replayed', async () => {
    await park(3, 'tool.f');
    const { body } = await start('discard', 'tool.f');
    await actionWhen(body['id'], { state: 'done', done: 3 });
    expect((await start('replay', 'tool.f')).body).toMatchObject({ code: 'nothing-fits' });
    const restored = await start('restore', 'tool.f');
    await actionWhen(restored.body['id'], { state: 'done', done: 3 });
    expect(await stage.letters('&code=tool.f')).toHaveLength(3);
  });
});
