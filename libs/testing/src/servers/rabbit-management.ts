import { randomBytes } from 'node:crypto';

interface QueueAtBroker {
  readonly name: string;
  readonly leader?: string;
  readonly exclusive?: boolean;
}

/** RabbitMQ's management API, for one vhost. */
export class RabbitManagement {
  private readonly base: string;
  private readonly admin: string;
  private readonly authorization: string;

  constructor(
    /** With the administrator's name and password. */
    readonly url: string,
    readonly vhost: string,
  ) {
    const parsed = new URL(url);
    this.admin = decodeURIComponent(parsed.username);
    this.authorization = `Basic ${Buffer.from(`${this.admin}:${decodeURIComponent(parsed.password)}`).toString('base64')}`;
    parsed.username = '';
    parsed.password = '';
    this.base = parsed.toString().replace(/\/$/, '');
  }

  /** The vhost, and a user named like it that may do everything there, in anybody's name; resolves with its password. */
  async createVhostAndUser(): Promise<string> {
    const password = randomBytes(16).toString('hex');
    const all = { configure: '.*', write: '.*', read: '.*' };
    await this.call('PUT', `vhosts/${this.vhost}`);
    await this.call('PUT', `users/${this.vhost}`, { password, tags: 'impersonator' });
    await this.call('PUT', `permissions/${this.vhost}/${this.vhost}`, all);
    await this.call('PUT', `permissions/${this.vhost}/${this.admin}`, all);
    return password;
  }

  async deleteVhostAndUser(): Promise<void> {
    await this.call('DELETE', `vhosts/${this.vhost}`);
    await this.call('DELETE', `users/${this.vhost}`);
  }

  /** Names of open client connections. */
  async connections(): Promise<string[]> {
    const connections = (await this.call('GET', `vhosts/${this.vhost}/connections`)) as {
      name: string;
      user_provided_name?: string;
    }[];
    return connections.map((connection) => connection.user_provided_name ?? connection.name);
  }

  /** How many channels the connection of this name has open, as the broker last counted (every few seconds). */
  async channelsOf(name: string): Promise<number> {
    const connections = (await this.call('GET', `vhosts/${this.vhost}/connections`)) as {
      user_provided_name?: string;
      channels?: number;
    }[];
    return connections.find((connection) => connection.user_provided_name === name)?.channels ?? 0;
  }

  /** The node of a cluster at which the connection of this name is. */
  async nodeOf(name: string): Promise<string | undefined> {
    const connections = (await this.call('GET', `vhosts/${this.vhost}/connections`)) as {
      user_provided_name?: string;
      node?: string;
    }[];
    return connections.find((connection) => connection.user_provided_name === name)?.node;
  }

  /** Queues by name, with the node that leads each. */
  async queues(): Promise<readonly QueueAtBroker[]> {
    return (await this.call('GET', `queues/${this.vhost}`)) as QueueAtBroker[];
  }

  /** Drops what waits in every queue but those that belong to one connection alone, which nobody else may touch. */
  async purgeQueues(): Promise<void> {
    const shared = (await this.queues()).filter(({ exclusive }) => !exclusive);
    await Promise.all(
      shared.map(({ name }) =>
        this.call('DELETE', `queues/${this.vhost}/${encodeURIComponent(name)}/contents`),
      ),
    );
  }

  /** Cuts every connection of the vhost, or those of one service, as a network fault would; returns how many. */
  async cutConnections(service?: string): Promise<number> {
    const all = (await this.call('GET', `vhosts/${this.vhost}/connections`)) as {
      name: string;
      user_provided_name?: string;
    }[];
    const meant = all.filter((one) => service === undefined || one.user_provided_name === service);
    for (const { name } of meant) await this.call('DELETE', `connections/${encodeURIComponent(name)}`);
    return meant.length;
  }

  /** Publishes to one queue by HTTP: also what no AMQP client of ours could encode. */
  async publish(queue: string, body: Buffer, properties: object): Promise<void> {
    await this.call('POST', `exchanges/${this.vhost}/amq.default/publish`, {
      routing_key: queue,
      payload: body.toString('base64'),
      payload_encoding: 'base64',
      properties,
    });
  }

  /** On a connection of its own each: RabbitMQ 4 closes kept ones at a moment that no client can foresee. */
  private async call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.base}/api/${path}`, {
      method,
      headers: {
        authorization: this.authorization,
        'content-type': 'application/json',
        connection: 'close',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok && response.status !== 404)
      throw new Error(`RabbitMQ answered ${response.status} to ${method} ${path}`);
    return text && response.ok ? (JSON.parse(text) as unknown) : [];
  }
}
