import { type LoggerOptions, pino } from 'pino';
import { masked, shortenAddresses, loggerParams } from './logging';
import { runInTrace } from './telemetry/spans';
import { startTracing } from './telemetry/tracing';

const jwt = 'eyJhbGciOiJIUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJ4In0.c2lnbmF0dXJl';

describe('what reaches a log', () => {
  it('has addresses shortened wherever they stand', () => {
    expect(shortenAddresses('contact jana.novakova@shop.test and Žofie@shop.test failed')).toBe(
      'contact j***@shop.test and Ž***@shop.test failed',
    );
  });

  it('has addresses shortened that begin with a sign, and in time however long the text is', () => {
    expect(shortenAddresses('<+jana@shop.test>, %2Bpetr@shop.test')).toBe('<j***@shop.test>, 2***@shop.test');
    const begunAt = Date.now();
    expect(shortenAddresses('m'.repeat(1_000_000))).toHaveLength(1_000_000);
    expect(Date.now() - begunAt).toBeLessThan(1_000);
  });

  it('has secrets masked at any depth, by their name', () => {
    const text = JSON.stringify(
      masked({ pin: '0042', nested: [{ apiKey: 'hunter2', email: 'jana@shop.test' }] }),
    );
    expect(text).toBe('{"pin":"[secret]","nested":[{"apiKey":"[secret]","email":"j***@shop.test"}]}');
  });

  it('has the tokens of hook addresses hidden, and the parameters of statements', () => {
    const failed = { message: 'POST /Hooks/Ecomail/6Qd-_x?a=1 failed', parameters: ['jana'] };
    expect(masked(failed)).toEqual({
      message: 'POST /Hooks/Ecomail/[secret]?a=1 failed',
      parameters: '[secret]',
    });
  });

  it.each([
    ['of an address', 'amqp://core:hunter2@mq:5672/ellity refused', 'amqp://[secret]@mq:5672/ellity refused'],
    ['that is a service token', `sent Bearer ${jwt} there`, 'sent Bearer [secret] there'],
    ['that is an encrypted PIN', `pin ${jwt}.aGk.aGk is old`, 'pin [secret] is old'],
    ['that is a private key', '{"kty":"EC","d":"hunter2"}', '{"kty":"EC","d":"[secret]"}'],
  ])('has a secret %s masked by its form, whatever field it stands in', (_what, text, safe) => {
    expect(masked({ detail: text })).toEqual({ detail: safe });
  });

  it('stays bounded, whatever is logged', () => {
    const deep: Record<string, unknown> = {};
    deep['self'] = deep;
    expect(JSON.stringify(masked({ deep, long: 'x'.repeat(100_000) })).length).toBeLessThan(3_000);
  });
});

describe('a log line', () => {
  it('names the trace, the message and the shop of the work in hand', () => {
    startTracing({ service: 'test' });
    const lines: string[] = [];
    const { pinoHttp } = loggerParams({ service: 'test', logLevel: 'info' });
    const logger = pino(pinoHttp as LoggerOptions, { write: (line: string) => lines.push(line) });
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    runInTrace(traceparent, { messageId: 'm1', shopId: 'demo' }, () => logger.info('applied'));
    logger.info('idle');
    const [inWork, idle] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(inWork).toMatchObject({
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      messageId: 'm1',
      shopId: 'demo',
      service: 'test',
    });
    expect(idle?.['traceId']).toBeUndefined();
  });
});
