import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { DataSource } from 'typeorm';
import { isDatabaseAway } from './database-away';
import { dataSourceOptions } from './database-options';

/** What PostgreSQL sends to a client it lets in at the moment it is killed, in one packet. */
const welcomeAndEnd = Buffer.concat([
  message('R', Buffer.alloc(4)),
  message('Z', Buffer.from('I')),
  message('E', Buffer.from('SFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0')),
]);

it('a connection that does not come, because the server says nothing or others have all of them, is not waited for without an end', async () => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => void sockets.push(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `postgres://test@127.0.0.1:${(server.address() as AddressInfo).port}/test`;
  const options = { url, poolSize: 1, patienceMs: 50, service: 'test', entities: [], migrations: [] };
  const failure: unknown = await new DataSource(dataSourceOptions(options))
    .initialize()
    .catch((error: unknown) => error);
  expect(isDatabaseAway(failure)).toBe(true);
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

describe('a connection that ends as soon as it is made', () => {
  let server: Server;
  let url: string;

  beforeAll(async () => {
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(welcomeAndEnd));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `postgres://test@127.0.0.1:${(server.address() as AddressInfo).port}/test`;
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('fails who wanted it, and does not end the process', async () => {
    const options = { url, poolSize: 1, service: 'test', entities: [], migrations: [] };
    await expect(new DataSource(dataSourceOptions(options)).initialize()).rejects.toThrow();
  });
});

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5, type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
