import { sandboxConfig } from './config';

describe('the environment of the sandbox', () => {
  it('works untouched: ports 4010 and 4025 on loopback, memory only, one known key', () => {
    expect(sandboxConfig({})).toEqual({
      http: { host: '127.0.0.1', port: 4010 },
      smtpPort: 4025,
      logLevel: 'info',
      firstKey: 'sandbox-key',
      callsKept: 2000,
      eventsKept: 50_000,
      mailsKept: 20_000,
    });
  });

  it('takes port 0 as any free port', () => {
    expect(sandboxConfig({ SMTP_PORT: '0' }).smtpPort).toBe(0);
    expect(sandboxConfig({ PORT: '0' }).http.port).toBe(0);
  });

  it('tells of every bad variable at once, by name and with an example', () => {
    expect(() => sandboxConfig({ PORT: '70000', CALLS_KEPT: 'many', LOG_LEVEL: 'loud' })).toThrow(
      /PORT is malformed: must be a port.*for example PORT=4010[\s\S]*LOG_LEVEL[\s\S]*CALLS_KEPT is malformed/,
    );
  });
});
