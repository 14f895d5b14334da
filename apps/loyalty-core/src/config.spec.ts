import { ConfigurationError } from '@ellity/platform';
import { readConfig } from './config';

const complete = {
  SERVICE_TOKEN_KEYS: `k1:${Buffer.alloc(32, 9).toString('base64')}`,
  HTTP_PORT: '4001',
  DATABASE_URL: 'postgres://app@127.0.0.1:5432/loyalty_core',
  RABBITMQ_URL: 'amqp://127.0.0.1',
  REDIS_URL: 'redis://127.0.0.1:6379/0',
  SECRET_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
  HASH_KEY: 'a hash key with at least 32 characters',
  ECOMAIL_SYNC_URL: 'http://127.0.0.1:4002',
  DEAD_LETTERS_URL: 'http://127.0.0.1:4004',
  WEBHOOK_GATEWAY_URL: 'http://127.0.0.1:4003',
  SYNC_PUBLIC_KEY: '{"kty":"OKP","crv":"X25519","x":"hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo"}',
};

const problemsOf = (env: NodeJS.ProcessEnv): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
};

describe('the environment', () => {
  it('is read into what the service wants', () => {
    expect(readConfig(complete)).toMatchObject({ http: { host: '127.0.0.1', port: 4001 }, logLevel: 'info' });
  });

  it('every missing variable is named with an example', () => {
    const problems = problemsOf({});
    expect(problems.map((problem) => problem.split(' ')[0]).sort()).toEqual(Object.keys(complete).sort());
    expect(problems.every((problem) => problem.includes('for example'))).toBe(true);
  });

  it('a mail server needs an address that e-mails come from', () => {
    const mails = { ...complete, SMTP_URL: 'smtp://user:secret@127.0.0.1:587' };
    expect(readConfig({ ...mails, MAIL_FROM: 'loyalty@shop.test' }).mails.url).toBe(mails.SMTP_URL);
    expect(problemsOf(mails)).toEqual([expect.stringContaining('MAIL_FROM is needed')]);
    expect(readConfig(complete).mails.url).toBeNull();
  });

  it('a bug to practise on is refused where database or broker are not on this machine', () => {
    const bug = { ...complete, PRACTICE_BUG_FILE: '/tmp/practice-bug' };
    expect(readConfig(bug).practiceBugFile).toBe('/tmp/practice-bug');
    expect(readConfig(complete).practiceBugFile).toBe('');
    for (const away of [
      { DATABASE_URL: 'postgres://app@db.shop.test:5432/loyalty_core' },
      { RABBITMQ_URL: 'amqp://127.0.0.1,amqp://mq.shop.test' },
    ])
      expect(problemsOf({ ...bug, ...away })).toEqual([expect.stringContaining('PRACTICE_BUG_FILE')]);
  });

  it.each([
    ['SMTP_URL', 'http://user:secret@mail'],
    ['SECRET_KEYS', 'k1:dG9vLXNob3J0'],
    ['SERVICE_TOKEN_KEYS', 'k1:dG9vLXNob3J0'],
    ['HASH_KEY', 'short-secret'],
    ['SYNC_PUBLIC_KEY', 'not json at all'],
    ['SYNC_PUBLIC_KEY', '{"kty":"RSA","crv":"none","x":"y"}'],
    ['SYNC_PUBLIC_KEY', '{"kty":"OKP","crv":"X25519","x":"public","d":"private-part"}'],
  ])('an unusable %s is refused without repeating it', (name, value) => {
    const [problem, ...others] = problemsOf({ ...complete, [name]: value });
    expect(others).toEqual([]);
    expect(problem).toMatch(new RegExp(`^${name} is malformed: must `));
    expect(problem).not.toContain(value);
  });
});
