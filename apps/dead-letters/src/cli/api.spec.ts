import { ConfigurationError } from '@ellity/platform';
import { userInfo } from 'node:os';
import { readToolConfig } from '../config';
import { apiOf } from './api';

const key = `k1:${Buffer.alloc(32, 9).toString('base64')}`;

describe('who acts by the command line', () => {
  const { USER, ...outside } = process.env;
  beforeEach(() => {
    process.env = { ...outside, DEAD_LETTERS_URL: 'http://127.0.0.1:4004', SERVICE_TOKEN_KEYS: key };
  });
  afterAll(() => {
    process.env = { ...outside, ...(USER === undefined ? {} : { USER }) };
  });

  it('is the account of this terminal where nobody is named, also where its environment does not say so', () =>
    expect(readToolConfig().actor).toBe(userInfo().username));

  it('is whom DLQ_ACTOR names', () => {
    process.env['DLQ_ACTOR'] = 'novak';
    expect(readToolConfig().actor).toBe('novak');
  });

  it('is asked for where the name could stand in no audit, as a setting that is missing', async () => {
    process.env['DLQ_ACTOR'] = 'jana@shop.test';
    await expect(apiOf(readToolConfig())('GET', '/groups')).rejects.toThrow(ConfigurationError);
  });
});
