import { ConfigurationError, num, parseEnvironment, str, urlOf, urlsOf } from './configuration';
import { hashKeyVariable } from './secrets/key-list';

describe('parseEnvironment', () => {
  const read = (env: NodeJS.ProcessEnv) =>
    parseEnvironment(env, {
      DATABASE_URL: urlOf(
        'postgres',
        'postgresql',
      )({
        desc: 'database of the service',
        example: 'postgres://app@127.0.0.1:5432/loyalty_core',
      }),
      HTTP_PORT: num({ desc: 'port of the HTTP door', example: '4101' }),
      LOG_LEVEL: str({
        choices: ['info', 'debug'],
        default: 'info',
        desc: 'how much is logged',
        example: 'info',
      }),
    });
  const problemsOf = (env: NodeJS.ProcessEnv): readonly string[] => {
    try {
      read(env);
      return [];
    } catch (error) {
      return error instanceof ConfigurationError ? error.problems : [String(error)];
    }
  };

  it('takes a complete environment and fills in defaults', () => {
    const values = read({ DATABASE_URL: 'postgresql://app@127.0.0.1/x', HTTP_PORT: '4101' });
    expect(values).toMatchObject({
      DATABASE_URL: 'postgresql://app@127.0.0.1/x',
      HTTP_PORT: 4101,
      LOG_LEVEL: 'info',
    });
  });

  it('reports every problem at once, with name, reason and example', () => {
    const problems = problemsOf({ DATABASE_URL: '', HTTP_PORT: 'many' });
    expect(problems).toHaveLength(2);
    expect(problems[0]).toBe(
      'DATABASE_URL is missing (database of the service); for example DATABASE_URL=postgres://app@127.0.0.1:5432/loyalty_core',
    );
    expect(problems[1]).toContain('HTTP_PORT is malformed');
    expect(problems[1]).toContain('for example HTTP_PORT=4101');
  });

  it('never repeats a value, since it may be a secret', () => {
    const problems = problemsOf({
      DATABASE_URL: 'mysql://u:hunter2@db',
      HTTP_PORT: 'hunter2',
      LOG_LEVEL: 'hunter2',
    });
    expect(problems).toHaveLength(3);
    expect(problems.join('\n')).not.toContain('hunter2');
  });

  it('takes several addresses of one cluster, and refuses all when one is not usable', () => {
    const specs = { RABBITMQ_URL: urlsOf('amqp', 'amqps')({ desc: 'broker', example: 'amqp://a' }) };
    const parse = (RABBITMQ_URL: string) => parseEnvironment({ RABBITMQ_URL }, specs).RABBITMQ_URL;
    expect(parse('amqp://u:hunter2@one/v/')).toBe('amqp://u:hunter2@one/v');
    expect(parse('amqp://u:p,p@one/v, amqps://two')).toBe('amqp://u:p,p@one/v,amqps://two');
    expect(() => parse('amqp://u:hunter2@one,http://two')).toThrow(
      /RABBITMQ_URL is malformed: must be one or/,
    );
    expect(() => parse('amqp://u:hunter2@one,http://two')).not.toThrow(/hunter2/);
  });
});

it('a key of hashes that is too short is refused with the same words in every service, and never repeated', () => {
  const variables = { HASH_KEY: hashKeyVariable('key of the hashes') };
  const long = 'x'.repeat(32);
  expect(parseEnvironment({ HASH_KEY: long }, variables).HASH_KEY).toBe(long);
  expect(() => parseEnvironment({ HASH_KEY: 'short-secret' }, variables)).toThrow(
    /HASH_KEY is malformed: must have at least 32 characters, such as from: openssl rand -hex 32 \(key of the hashes\)/,
  );
  expect(() => parseEnvironment({ HASH_KEY: 'short-secret' }, variables)).not.toThrow(/short-secret/);
});
