import { eventually, TestStack } from '@ellity/testing';
import { connect as connectTcp, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { BrokerConnection } from './connection';
import { outgoingOf, Publisher } from './publisher';
import { anAward } from '../messaging.fixture';

/** The first byte of a heartbeat; an idle connection carries nothing else. */
const heartbeatFrame = 8;

describe('a connection to the broker', () => {
  let stack: TestStack;

  beforeAll(async () => {
    stack = await TestStack.create();
  });
  afterAll(async () => {
    await stack?.close();
  });

  /** The broker behind a port that can be opened later; `cut` drops its connections, `silence` lets nothing through any more, `muffle` the broker's heartbeats alone. */
  async function closedPort() {
    const broker = new URL(stack.rabbitUrl);
    const sockets: Socket[] = [];
    const pairs: [Socket, Socket][] = [];
    const proxy = createServer((socket) => {
      const onward = connectTcp(Number(broker.port), broker.hostname);
      sockets.push(socket, onward);
      pairs.push([socket, onward]);
      socket.on('error', () => onward.destroy()).pipe(onward);
      onward.on('error', () => socket.destroy()).pipe(socket);
    });
    const listening = async (port: number) => {
      await once(proxy.listen(port, '127.0.0.1'), 'listening');
      return (proxy.address() as { port: number }).port;
    };
    const port = await listening(0);
    await new Promise((resolve) => proxy.close(resolve));
    const url = new URL(stack.rabbitUrl);
    Object.assign(url, { hostname: '127.0.0.1', port: String(port) });
    return {
      url: url.toString(),
      open: async (): Promise<Server> => {
        await listening(port);
        return proxy;
      },
      cut: () => sockets.forEach((socket) => socket.resetAndDestroy()),
      muffle: () =>
        pairs.forEach(([socket, onward]) =>
          onward.unpipe().on('data', (frame: Buffer) => frame[0] === heartbeatFrame && socket.write(frame)),
        ),
      silence: () => sockets.forEach((socket) => socket.unpipe().pause()),
    };
  }

  it('that was asked often while the broker was away has one channel for all the questions afterwards', async () => {
    const { url, open } = await closedPort();
    const connection = await BrokerConnection.open(url, 'probed');
    const kept = connection.keepChannel();
    for (let probe = 0; probe < 20; probe += 1) await expect(connection.check(5)).rejects.toThrow();
    const proxy = await open();
    try {
      await kept.open();
      await connection.check();
      await eventually(async () => expect(await stack.management.channelsOf('probed')).toBe(2));
    } finally {
      await connection.close();
      proxy.close();
    }
  });

  it('goes on at the next address when the one that it uses is lost', async () => {
    const [away, first] = [await closedPort(), await closedPort()];
    const proxy = await first.open();
    const urls = [away.url, first.url, stack.rabbitUrl].join(',');
    const connection = await BrokerConnection.open(urls, 'moving');
    try {
      const publisher = new Publisher(connection);
      await publisher.ready();
      proxy.close();
      first.cut();
      await eventually(() => publisher.publish([outgoingOf(anAward('moved'))]));
      await eventually(async () => expect(await stack.management.connections()).toContain('moving'));
    } finally {
      await connection.close();
      proxy.close();
    }
  });

  it('goes on at the next address when the broker answers heartbeats and stores nothing', async () => {
    const cutOff = await closedPort();
    const proxy = await cutOff.open();
    const connection = await BrokerConnection.open(`${cutOff.url},${stack.rabbitUrl}`, 'unheeded');
    try {
      const publisher = new Publisher(connection, 500);
      await publisher.ready();
      cutOff.muffle();
      const message = outgoingOf(anAward('unheeded'));
      await expect(publisher.publish([message])).rejects.toThrow(/stored nothing that was sent for 0.5 s/);
      await eventually(() => publisher.publish([message]));
    } finally {
      await connection.close();
      cutOff.cut();
      proxy.close();
    }
  });

  it('of a tool asks every address before it gives up', async () => {
    const { url } = await closedPort();
    const urls = `${url},${stack.rabbitUrl}`;
    const connection = await BrokerConnection.open(urls, 'tool', { reopens: false });
    await connection.close();
  });

  it('of a tool says where RabbitMQ does not answer, and never the password', async () => {
    const { url } = await closedPort();
    const opening = BrokerConnection.open(url, 'tool', { reopens: false });
    await expect(opening).rejects.toThrow(/^RabbitMQ at 127\.0\.0\.1:\d+ does not answer \(ECONNREFUSED\)/);
  });

  it('of a tool rejects with the reason of the broker when it may not publish, and is lost', async () => {
    const connection = await BrokerConnection.open(stack.rabbitUrl, 'tool', { reopens: false });
    const message = { ...outgoingOf(anAward('nowhere')), exchange: 'no.such' };
    try {
      await expect(new Publisher(connection).publish([message])).rejects.toThrow(/no exchange 'no.such'/);
      await expect(connection.lost).rejects.toThrow(/no exchange 'no.such'/);
    } finally {
      await connection.close();
    }
  });

  it.each([true, false])(
    'is closed within seconds though the broker fell silent (reopens: %s)',
    async (reopens) => {
      const { url, open, silence, cut } = await closedPort();
      const proxy = await open();
      const connection = await BrokerConnection.open(url, 'silent', { reopens });
      await connection.keepChannel().open();
      silence();
      await connection.close();
      cut();
      proxy.close();
    },
    45_000,
  );

  it('of a tool that was cut refuses at once what is asked of it', async () => {
    const { url, open, cut } = await closedPort();
    const proxy = await open();
    const connection = await BrokerConnection.open(url, 'cut', { reopens: false });
    const channel = await connection.createChannel();
    cut();
    await expect(channel.checkQueue('unrouted')).rejects.toThrow();
    await expect(connection.lost).rejects.toThrow();
    await expect(connection.createChannel()).rejects.toThrow();
    await connection.close();
    proxy.close();
  });
});
