import { RefusedError, sentenceOf } from './access/service-caller';
import { ConfigurationError } from './configuration';
import { exitCodeOf } from './exit-codes';

describe('a tool', () => {
  it.each([
    ['2 when it was typed wrongly', { code: 'commander.unknownOption', exitCode: 1 }, 2],
    ['0 when help was asked for', { code: 'commander.helpDisplayed', exitCode: 0 }, 0],
    ['2 when a variable is missing', new ConfigurationError(['RABBITMQ_URL is missing']), 2],
    ['2 when a service refuses what was typed', new RefusedError('why: too long', 400), 2],
    ['1 when a service refuses it as things are', new RefusedError('no such shop', 404), 1],
    ['3 when a service does not let it in', new RefusedError('no right', 403), 3],
    ['3 when a server is away', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 3],
    ['3 when something unforeseen broke', 'thrown', 3],
  ])('ends with %s', (_name, error, code) => {
    expect(exitCodeOf(error)).toBe(code);
  });

  it('says of a refusal which fields are wrong and how, each once', () => {
    const errors = [
      { field: 'why', problem: 'why must be longer than or equal to 5 characters' },
      { field: 'data.amount', problem: 'amount must have two decimals' },
    ];
    expect(sentenceOf({ detail: 'Some fields break their rules; see errors.', errors })).toBe(
      'Some fields break their rules: why must be longer than or equal to 5 characters; data.amount: amount must have two decimals.',
    );
    const detail = 'The letter stays as it is: amount must have two decimals.';
    expect(sentenceOf({ detail, errors: errors.slice(1) })).toBe(detail);
  });
});
