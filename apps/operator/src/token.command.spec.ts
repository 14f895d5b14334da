import { ServiceTokens } from '@ellity/platform';
import { randomBytes } from 'node:crypto';
import { runOperator } from './operator.command';

describe('the token command', () => {
  const keys = `k1:${randomBytes(32).toString('base64')}`;
  const printed: string[] = [];

  beforeAll(() => {
    process.env['SERVICE_TOKEN_KEYS'] = keys;
    jest.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  });
  afterAll(() => {
    delete process.env['SERVICE_TOKEN_KEYS'];
    process.exitCode = undefined;
    jest.restoreAllMocks();
  });

  const callerFor = async (...words: string[]) => {
    expect(await runOperator(['token', 'loyalty-core', ...words])).toBe(0);
    return new ServiceTokens(keys, 'loyalty-core').callerOf(`Bearer ${printed.at(-1) ?? ''}`);
  };

  it('makes a token of a service, of an operator, or of a merchant', async () => {
    expect(await callerFor()).toEqual({ service: 'operator' });
    expect(await callerFor('--actor', 'p-1')).toEqual({
      service: 'operator',
      actor: { id: 'p-1', role: 'operator', shops: [] },
    });
    expect(await callerFor('--actor', 'm-1', '--role', 'merchant', '--shop', 'demo', 'other')).toEqual({
      service: 'operator',
      actor: { id: 'm-1', role: 'merchant', shops: ['demo', 'other'] },
    });
  });

  it.each([
    [['--actor', 'jana@shop.test']],
    [['--role', 'operator']],
    [['--shop', 'demo']],
    [['--actor', 'm-1', '--role', 'merchant']],
    [['--actor', 'p-1', '--shop', 'demo']],
  ])('prints no token for half a person: %j', async (words) => {
    printed.length = 0;
    expect(await runOperator(['token', 'loyalty-core', ...words])).toBe(2);
    expect(printed).toEqual([]);
  });
});
