import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Stands where a service would: reads begin and go on for ever, changes are taken and never answered; `…/html`
 * is a page, `…/half` the beginning of an answer, and `…/stranger` is refused. It runs, and is not ready.
 */
export class QuietService {
  /** Of changes that are waiting. */
  changes = 0;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<QuietService> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const service = new QuietService(server, `http://127.0.0.1:${port}`);
    server.on('request', ({ method, url }, response) => {
      if (url === '/health/ready') return response.writeHead(503).end();
      const said = { status: 'ok', version: '1.2.3', startedAt: '2027-01-15T10:00:00.000Z' };
      if (url === '/health/live') return response.writeHead(200).end(JSON.stringify(said));
      if (url?.endsWith('/html')) return response.writeHead(200, { 'content-type': 'text/html' }).end('<p>');
      if (url?.endsWith('/stranger')) return response.writeHead(401).end('{"code":"service-token-invalid"}');
      if (url?.endsWith('/half')) {
        const part = response.writeHead(200, { 'content-type': 'text/csv', 'content-length': '100' });
        return part.write('id;name', () => response.destroy());
      }
      if (method !== 'GET') return (service.changes += 1);
      return response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
    });
    return service;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
