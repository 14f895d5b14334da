import { backendOf, eventually, waitingStatements } from '@ellity/testing';
import type { Run } from './run';
import { type Instance, RunsStage } from './runs.fixture';

let stage: RunsStage;
let instances: Instance[];
beforeAll(async () => {
  stage = await RunsStage.create();
});
beforeEach(() => {
  instances = [];
});
afterEach(async () => {
  await Promise.all(instances.map((instance) => instance.close()));
});
afterAll(() => stage.close());

async function started(options?: Parameters<RunsStage['start']>[0]): Promise<Instance> {
  const instance = await stage.start(options);
  instances.push(instance);
  return instance;
}
const counting = (shopId: string, total: number) => ({
  ...{ kind: 'counting', shopId, step: 'count', cursor: { n: 0, total } },
});
const counted = async (run: Run | undefined) => {
  const { rows } = await stage.database.query<{ n: number }>(
    'select n from counted where run = $1 order by n',
    [run?.id],
  );
  return rows.map(({ n }) => n);
};
const isDone = (instance: Instance, run: Run | undefined) =>
  eventually(async () => expect(await instance.runs.find(run?.id ?? '')).toMatchObject({ state: 'done' }), {
    timeoutMs: 60_000,
  });
/** Holds a counting up at a number until it is let go. */
function heldAt(instance: Instance, at: number): { reached: Promise<void>; letGo: () => void } {
  let letGo = () => {};
  let reached = () => {};
  const isReached = new Promise<void>((resolve) => (reached = resolve));
  const isLetGo = new Promise<void>((resolve) => (letGo = resolve));
  instance.counting.before = (n) => {
    if (n !== at) return undefined;
    reached();
    return isLetGo;
  };
  return { reached: isReached, letGo };
}

it('a run that is started is carried out at once, without a poll', async () => {
  const instance = await started();
  const run = await instance.runs.carryOut(counting('at-once', 3));
  expect(run).toMatchObject({ state: 'done', total: 3, done: 3 });
  expect(await counted(run)).toEqual([1, 2, 3]);
});

it('what is started where Redis is away is carried out, and what others start is found by the poll', async () => {
  await stage.loseRedis();
  const [one, other] = [await started(), await started({ pollMs: 100 })];
  expect(await one.runs.carryOut(counting('away', 2))).toMatchObject({ state: 'done', done: 2 });
  await one.close();
  instances = [other];
  const { rows } = await stage.database.query<Run>(
    `insert into runs (id, kind, shop_id, step, cursor)
     values (gen_random_uuid(), 'counting', 'found', 'count', '{"n": 0, "total": 2}') returning *`,
  );
  await isDone(other, rows[0]);
  await stage.redisIsBack();
});

it('a Redis that forgets everything in the middle loses nothing and doubles nothing', async () => {
  const two = [await started({ pollMs: 200 }), await started({ pollMs: 200 })] as const;
  const holds = two.map((instance) => heldAt(instance, 2));
  const run = await two[0].runs.startUnlessOpen(counting('flushed', 4));
  await Promise.race(holds.map(({ reached }) => reached));
  const later = await Promise.all(
    ['b', 'c', 'd', 'e', 'f', 'g'].map((name) => two[0].runs.startUnlessOpen(counting(`flushed-${name}`, 1))),
  );
  await stage.emptyRedis();
  holds.forEach(({ letGo }) => letGo());
  await Promise.all([run, ...later].map((one) => isDone(two[1], one)));
  expect(await counted(run)).toEqual([1, 2, 3, 4]);
  for (const one of later) expect(await counted(one)).toEqual([1]);
  const after = await two[1].runs.startUnlessOpen(counting('after-the-flush', 1));
  await isDone(two[0], after);
});

it('a Redis that is lost in the middle and comes back wakes again', async () => {
  const instance = await started();
  const hold = heldAt(instance, 2);
  const run = await instance.runs.startUnlessOpen(counting('lost', 3));
  await hold.reached;
  await stage.loseRedis();
  hold.letGo();
  await isDone(instance, run);
  await stage.redisIsBack();
  await instance.runs.carryOut(counting('back', 2));
  expect(await counted(run)).toEqual([1, 2, 3]);
});

it('many runs on two instances are each counted once, also when one instance stops in the middle', async () => {
  const [one, other] = [await started(), await started()];
  const runs = await Promise.all(
    Array.from({ length: 8 }, (_, index) => one.runs.startUnlessOpen(counting(`many-${index}`, 6))),
  );
  await one.close();
  instances = [other];
  await Promise.all(runs.map((run) => isDone(other, run)));
  for (const run of runs) expect(await counted(run)).toHaveLength(6);
});

it('a chunk whose process lost its lease is not recorded', async () => {
  const instance = await started({ pollMs: 100 });
  const hold = heldAt(instance, 2);
  const run = await instance.runs.startUnlessOpen(counting('lease', 3));
  await hold.reached;
  instance.counting.before = () => undefined;
  await stage.database.query(
    `update runs set lease = gen_random_uuid(), lease_until = now() - interval '1 s' where id = $1`,
    [run?.id],
  );
  await isDone(instance, run);
  hold.letGo();
  expect(await counted(run)).toEqual([1, 2, 3]);
});

it('an order waits for the chunk that is being recorded and is overtaken by none', async () => {
  const instance = await started();
  const holder = await stage.database.connect();
  try {
    const pid = await backendOf(holder);
    for (let round = 0; round < 10; round += 1) {
      await holder.query('begin; lock table counted in access exclusive mode');
      const run = await instance.runs.startUnlessOpen(counting(`order-${round}`, 50));
      const chunk = await eventually(async () => {
        const waiting = await waitingStatements(stage.database, pid);
        const [found] = waiting.filter(({ query }) => query.startsWith('insert into counted'));
        if (!found) throw new Error('nothing is recorded yet');
        return found.pid;
      });
      const ordered = instance.runs.order(run?.id ?? '', 'pause');
      await eventually(async () =>
        expect((await waitingStatements(stage.database, chunk)).map(({ query }) => query)).toContainEqual(
          expect.stringContaining('pg_advisory_xact_lock'),
        ),
      );
      await holder.query('rollback');
      expect(await ordered).toMatchObject({ state: 'paused', done: 1 });
    }
  } finally {
    await holder.query('rollback');
    holder.release();
  }
});

it('parts of a chunk commit each by itself and count what they did, and an order waits for all of them', async () => {
  const instance = await started();
  let letGo = () => {};
  const isLetGo = new Promise<void>((resolve) => (letGo = resolve));
  instance.counting.beside = (n) => (n === 1 ? [100, 200] : []);
  instance.counting.after = (n) => (n === 100 ? isLetGo : undefined);
  const run = await instance.runs.startUnlessOpen(counting('parts', 3));
  await eventually(async () => expect(await counted(run)).toEqual([200]));
  let isOrdered = false;
  const ordered = instance.runs.order(run?.id ?? '', 'pause').finally(() => (isOrdered = true));
  await eventually(async () => {
    const waiting = await stage.database.query(
      `select 1 from pg_locks where locktype = 'advisory' and not granted`,
    );
    expect(waiting.rows).toHaveLength(1);
  });
  expect(isOrdered).toBe(false);
  letGo();
  expect(await ordered).toMatchObject({ state: 'paused', done: 2 });
  expect(await counted(run)).toEqual([100, 200]);
});

it('what a part did stays and counts once where another fails and the chunk is tried again', async () => {
  const instance = await started();
  let failures = 1;
  instance.counting.beside = () => [100, 200];
  instance.counting.after = (n) => {
    if (n === 100 && failures-- > 0) throw new Error('away');
  };
  const run = await instance.runs.carryOut(counting('parts-again', 1));
  expect(run).toMatchObject({ state: 'done', done: 3, failed: 1 });
  expect(await counted(run)).toEqual([1, 100, 200]);
});

it('a run of a kind that nobody knows waits for a process that does', async () => {
  const instance = await started({ pollMs: 50 });
  const run = await instance.runs.startUnlessOpen({ kind: 'newer', shopId: 'kinds', step: 'one' });
  await instance.runs.carryOut(counting('kinds', 1));
  expect(await instance.runs.find(run?.id ?? '')).toMatchObject({ state: 'waiting', attempts: 0 });
});

it('a failure that may pass is tried again without a poll', async () => {
  const instance = await started();
  let failures = 1;
  instance.counting.before = () => {
    failures -= 1;
    if (failures === 0) throw Object.assign(new Error('away'), { code: 'ecomail.unavailable' });
  };
  const run = await instance.runs.carryOut(counting('again', 2));
  expect(run).toMatchObject({ state: 'done', done: 2, failed: 1 });
});

it('a run that waits for others is held by nobody meanwhile, and goes on without a poll, also after a restart', async () => {
  const first = await started();
  first.counting.waitMs = 3_600_000;
  const run = await first.runs.startUnlessOpen(counting('waits', 3));
  await eventually(async () =>
    expect(await first.runs.find(run?.id ?? '')).toMatchObject({ state: 'waiting', done: 1 }),
  );
  const { rows } = await stage.database.query('select lease from runs where id = $1', [run?.id]);
  expect(rows).toEqual([{ lease: null }]);
  await first.close();
  await stage.emptyRedis();
  await stage.database.query(`update runs set due_at = now() + interval '2 s' where id = $1`, [run?.id]);
  const second = await started();
  instances = [second];
  await isDone(second, run);
  expect(await counted(run)).toEqual([1, 2, 3]);
});

it('a tick is told to one of two instances each time, and to each of them by itself where Redis is away', async () => {
  const seen = { one: 0, other: 0 };
  const tickOf = (name: keyof typeof seen) => async () => {
    seen[name] += 1;
  };
  await started({ tick: tickOf('one'), tickMs: 200 });
  await started({ tick: tickOf('other'), tickMs: 200 });
  await eventually(() => expect(seen.one + seen.other).toBeGreaterThan(6));
  await stage.emptyRedis();
  const { one, other } = seen;
  await eventually(() => expect(seen.one + seen.other).toBeGreaterThan(one + other + 6));
  await stage.loseRedis();
  const alone = { ...seen };
  await eventually(() => {
    expect(seen.one).toBeGreaterThan(alone.one + 1);
    expect(seen.other).toBeGreaterThan(alone.other + 1);
  });
  await stage.redisIsBack();
});

it('a tick that works for long keeps no run from being woken', async () => {
  let letGo = () => {};
  const isLetGo = new Promise<void>((resolve) => (letGo = resolve));
  let looks = 0;
  const tick = () => {
    looks += 1;
    return isLetGo;
  };
  const instance = await started({ tick, tickMs: 100 });
  await eventually(() => expect(looks).toBe(1));
  for (let count = 0; count < 15; count += 1) {
    expect(await instance.runs.carryOut(counting('beside', 2))).toMatchObject({ state: 'done' });
  }
  expect(looks).toBe(1);
  letGo();
});

it('an ended run goes after its time, but for the newest of its kind in a shop; one that is open never does', async () => {
  const instance = await started();
  const [first, second] = [
    await instance.runs.carryOut(counting('retired', 1)),
    await instance.runs.carryOut(counting('retired', 1)),
  ];
  const other = await instance.runs.carryOut(counting('retired-other', 1));
  const { reached, letGo } = heldAt(instance, 1);
  const open = await instance.runs.startUnlessOpen(counting('retired', 1));
  await reached;
  await stage.database.query(
    `update runs set created_at = created_at - interval '91 days', finished_at = finished_at - interval '91 days'
     where shop_id like 'retired%'`,
  );
  await instance.runs.retireEnded();
  const { rows } = await stage.database.query<{ id: string }>(
    `select id from runs where shop_id like 'retired%' order by created_at`,
  );
  expect(rows.map(({ id }) => id)).toEqual([other.id, open?.id]);
  expect([first.id, second.id]).not.toContain(open?.id);
  letGo();
  await isDone(instance, open);
});

it('a chunk that takes long takes no connections from others, however often its lease is renewed meanwhile', async () => {
  const instance = await started();
  const other = await stage.database.connect();
  const ask = async <T extends object>(sql: string, values: unknown[] = []) =>
    (await other.query<T>(sql, values)).rows[0];
  let run: Run | undefined;
  try {
    await other.query('begin');
    await other.query('lock table counted in access exclusive mode');
    run = await instance.runs.startUnlessOpen(counting('long', 1));
    const isOver = `select lease_until < clock_timestamp() - interval '1 s' as over from runs where id = $1`;
    await eventually(async () => expect(await ask(isOver, [run?.id])).toEqual({ over: true }));
    const waiting = await ask<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    expect(waiting?.count).toBeLessThanOrEqual(2);
  } finally {
    await other.query('rollback');
    other.release();
  }
  await isDone(instance, run);
});
