import { dataSourceOptions } from '@ellity/platform';
import { eventually, TestStack } from '@ellity/testing';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { DataSource } from 'typeorm';
import { KeyLocksService, LockLostError } from './key-locks.service';

let stack: TestStack;
let proxy: Server;
let dataSource: DataSource;
/** Both ends of each connection through the proxy. */
const connections: { client: Socket; server: Socket }[] = [];

beforeAll(async () => {
  stack = await TestStack.create();
  const url = new URL(await stack.createDatabase());
  const upstream = { host: url.hostname, port: Number(url.port) };
  proxy = createServer((client) => {
    const server = connect(upstream);
    connections.push({ client, server });
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.pipe(other);
      one.on('error', () => undefined);
      one.on('close', () => other.destroy());
    }
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  url.hostname = '127.0.0.1';
  url.port = String((proxy.address() as AddressInfo).port);
  const options = { url: url.href, poolSize: 2, service: 'test', entities: [], migrations: [] };
  dataSource = await new DataSource(dataSourceOptions(options)).initialize();
});
afterAll(async () => {
  for (const { client, server } of connections) {
    client.destroy();
    server.destroy();
  }
  if (dataSource.isInitialized) await dataSource.destroy();
  await new Promise((resolve) => proxy.close(resolve));
  await stack.close();
});

it('a connection that no longer answers loses its locks within seconds, and another takes them', async () => {
  const locks = new KeyLocksService(dataSource);
  expect(await locks.acquire('key')).toBe(true);
  const proveHeld = locks.proofOf('key');
  await proveHeld();
  for (const { client, server } of connections) {
    client.unpipe();
    server.unpipe();
    client.pause();
    server.pause();
  }
  await expect(proveHeld()).rejects.toThrow(LockLostError);
  expect(locks.holds('key')).toBe(false);
  // The server lets go of the lock when it learns of the end, as it does when a machine is gone for good.
  for (const { client, server } of connections) {
    client.destroy();
    server.destroy();
  }
  await eventually(async () => expect(await locks.acquire('key')).toBe(true));
  await locks.releaseAll();
  await dataSource.destroy();
});
