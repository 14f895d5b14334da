import { ConfigurationError } from './configuration';
import { exitCodeOf } from './exit-codes';

describe('a tool', () => {
  it.each([
    ['2 when it was typed wrongly', { code: 'commander.unknownOption', exitCode: 1 }, 2],
    ['0 when help was asked for', { code: 'commander.helpDisplayed', exitCode: 0 }, 0],
    ['2 when a variable is missing', new ConfigurationError(['RABBITMQ_URL is missing']), 2],
    ['3 when a server is away', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 3],
    ['3 when something unforeseen broke', 'thrown', 3],
  ])('ends with %s', (_name, error, code) => {
    expect(exitCodeOf(error)).toBe(code);
  });
});
