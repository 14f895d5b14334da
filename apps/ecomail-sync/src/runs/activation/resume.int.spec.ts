import { randomUUID } from 'node:crypto';
import type { ConnectionMovesPage } from '../../connection/stages/connection-moves.response';
import { aProfile } from '../../events.fixture';
import { Sandbox } from '../../sandbox.fixture';
import { SyncStage } from '../../sync.fixture';

let sandbox: Sandbox;
let stage: SyncStage;
beforeAll(async () => {
  sandbox = await Sandbox.start();
  stage = await SyncStage.create({ ecomailUrl: sandbox.url });
});
afterAll(async () => {
  await stage.close();
  await sandbox.close();
});

const resume = (shopId: string, apiKey: string) =>
  stage.http('POST', `/connections/${shopId}/resume`, { apiKey });

it('resumes of one connection at the same time all go well', async () => {
  await stage.activate(sandbox);
  const answers = await Promise.all(Array.from({ length: 12 }, () => resume('demo', sandbox.key)));
  expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(204));
});

it('a pause by order keeps everything until somebody resumes, and says who paused it and why', async () => {
  const pause = () => stage.http('POST', '/connections/demo/pause', { why: 'stocktaking' });
  expect((await pause()).status).toBe(204);
  expect(await pause()).toMatchObject({ status: 409, body: { code: 'connection-stage' } });
  const customerId = randomUUID();
  await stage.publish(aProfile({ customerId }));
  expect(await stage.received(1)).toMatchObject({ waiting: 1 });
  const paused = { state: 'paused', stage: 'paused', reason: 'paused-by-order' };
  expect((await stage.http('GET', '/connections/demo')).body).toMatchObject(paused);
  expect((await resume('demo', sandbox.key)).status).toBe(204);
  expect(await stage.settled(1)).toMatchObject({ delivered: 1 });
  const moves = await stage.http<ConnectionMovesPage>('GET', '/connections/demo/moves?limit=2');
  expect(moves.body.items).toMatchObject([
    { move: 'resumed', from: 'paused', to: 'active' },
    { move: 'paused', from: 'active', to: 'paused', reason: 'paused-by-order', why: 'stocktaking' },
  ]);
  expect((await stage.http('POST', '/connections/nobody/pause', {})).status).toBe(404);
});

it('of two shops that resume with one key at the same list one gets it, and the other is told so', async () => {
  const { listId } = sandbox;
  await sandbox.setKey('second-key');
  const other = { apiKey: 'second-key', listId, language: 'cs', requestsPerMinute: null };
  const second = await stage.http('PUT', '/connections/second', other);
  expect(second.status).toBe(200);
  for (let round = 0; round < 5; round += 1) {
    await sandbox.setKey(`key-of-round-${round}`);
    const answers = await Promise.all(
      ['demo', 'second'].map((shopId) => resume(shopId, `key-of-round-${round}`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
  }
});

it('a connection whose address the operator no longer trusts is paused at the start, and calls nobody', async () => {
  await sandbox.reset();
  const body = { apiKey: sandbox.key, listId: sandbox.listId, language: 'cs', requestsPerMinute: null };
  expect((await stage.http('PUT', '/connections/moved', body)).status).toBe(200);
  await stage.stop();
  await stage.database.query(
    `update connections set base_url = 'http://127.0.0.2:4002' where shop_id = 'moved'`,
  );
  await stage.start();
  const paused = { state: 'paused', reason: 'address-not-trusted' };
  expect((await stage.http('GET', '/connections/moved')).body).toMatchObject(paused);
  const refused = { status: 409, body: { code: 'address-not-trusted' } };
  expect(await resume('moved', sandbox.key)).toMatchObject(refused);
  expect((await stage.http('PUT', '/connections/moved', body)).body).toMatchObject({
    errors: [{ field: 'baseUrl' }],
  });
  expect((await stage.http('PUT', '/connections/moved', { ...body, baseUrl: sandbox.url })).status).toBe(200);
});
