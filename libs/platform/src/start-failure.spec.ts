import { type AddressInfo, createServer, type Server } from 'node:net';
import { ConfigurationError } from './configuration';
import { listenAs, startFailure } from './start-failure';

const listening = (port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
const failed = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code, port: 80 }));
const thrownBy = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a start that fails', () => {
  it('on a taken port names the port, its variable and what to do, without a stack', async () => {
    const stranger = await listening(0);
    const { port } = stranger.address() as AddressInfo;
    const error = await thrownBy(listenAs('HTTP_PORT', () => listening(port)));
    stranger.close();
    expect(startFailure('library', error)).toBe(
      `library did not start. Port ${port} (HTTP_PORT) is taken by another program. ` +
        'Stop that program, or set HTTP_PORT to a free port.\n',
    );
  });

  it('on a port that this user may not have says so', async () => {
    const error = await thrownBy(listenAs('SMTP_PORT', failed('EACCES')));
    expect(startFailure('library', error)).toBe(
      'library did not start. Port 80 (SMTP_PORT) is not open to this user. Set SMTP_PORT to a port above 1023.\n',
    );
  });

  it('for a reason in the environment has no stack; for any other it has', async () => {
    expect(startFailure('library', new ConfigurationError(['PORT is missing']))).not.toContain('    at ');
    const error = await thrownBy(listenAs('HTTP_PORT', failed('EFOO')));
    expect(startFailure('library', error)).toContain('    at ');
  });
});
