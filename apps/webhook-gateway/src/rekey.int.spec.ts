import { ChildScript, columnsWith, runService, type RunningService, TestStack } from '@ellity/testing';
import { SecretBox } from '@ellity/platform';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { definition, migrations } from './app.module';
import type { Config } from './config';
import { aConfig } from './gateway.fixture';

describe('the command that seals the secrets of webhook-gateway again', () => {
  const oldKey = `old:${randomBytes(32).toString('base64')}`;
  const newKey = `new:${randomBytes(32).toString('base64')}`;
  let stack: TestStack;
  let config: Config;
  let service: RunningService | undefined;

  const startWith = async (keys: string) => {
    await service?.close();
    const hooks = { ...config.hooks, secretBox: new SecretBox(keys) };
    service = await runService(definition, { ...config, hooks });
    return service.url;
  };

  beforeAll(async () => {
    stack = await TestStack.create();
    config = aConfig(await stack.createDatabase('db', migrations), stack.rabbitUrl);
  });
  afterAll(async () => {
    await service?.close();
    await stack?.close();
  });

  it('leaves nothing that the old key is needed for: the service shows every address with the new one alone', async () => {
    const addressesAt = async (url: string, verb = '') =>
      (await fetch(`${url}/shops/demo/address${verb}`, { method: 'POST' })).json();
    const before = await startWith(oldKey);
    await addressesAt(before);
    await addressesAt(before, '/rotate');
    const shown = await addressesAt(before, '/rotate');
    const { url } = config.database;
    expect(await columnsWith(url, 'old.')).toEqual({ 'addresses.token_sealed': 3 });
    const env = { DATABASE_URL: url, SECRET_KEYS: `${newKey},${oldKey}` };
    const rekeyed = ChildScript.run(join(__dirname, 'rekey.command.ts'), env);
    expect(await rekeyed.ended).toBe(0);
    expect(await columnsWith(url, 'old.')).toEqual({});
    expect(await addressesAt(await startWith(newKey))).toEqual(shown);
  });
});
