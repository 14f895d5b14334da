import { readPracticeConfig, readToolConfig } from '../config';

describe('which system a tool works on', () => {
  const before = { ...process.env };
  beforeEach(() => {
    process.env = {
      DEAD_LETTERS_URL: 'http://127.0.0.1:4004',
      DLQ_TOKEN: 'of-the-environment',
      RABBITMQ_URL_DEAD_LETTERS: 'amqp://dead-letters:secret@127.0.0.1:5672/ellity',
    };
  });
  afterAll(() => (process.env = before));

  it('is what was typed, else what the environment says', () => {
    expect(readToolConfig()).toMatchObject({ url: 'http://127.0.0.1:4004', token: 'of-the-environment' });
    const typed = { address: 'https://letters.shop.test', token: 'typed', environment: 'production' };
    expect(readToolConfig(typed)).toMatchObject({
      url: 'https://letters.shop.test',
      token: 'typed',
      keys: '',
      environment: 'production',
    });
  });

  it('is called the demo on this machine alone where it was not named; elsewhere by its host', () => {
    expect([readToolConfig().environment, readPracticeConfig().environment]).toEqual(['demo', 'demo']);
    const broker = 'amqp://dead-letters:secret@broker.shop.test:5672/ellity,amqp://localhost';
    process.env['RABBITMQ_URL_DEAD_LETTERS'] = broker;
    expect(readPracticeConfig().environment).toBe('broker.shop.test');
    expect(readToolConfig({ address: 'https://letters.shop.test' }).environment).toBe('letters.shop.test');
  });
});
