import { connect } from 'amqplib';
import { brokerUrls, managementUrl } from './system.fixture';

const vhost = new URL(brokerUrls['operator'] ?? 'amqp://none').pathname.slice(1);

/** The broker's management API, in the vhost of the running system. */
async function manage<T>(method: string, path: string, body?: unknown): Promise<T> {
  const { origin, username, password } = new URL(managementUrl);
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const answer = await fetch(`${origin}/api/${path}`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
      'content-type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`RabbitMQ answered ${answer.status} to ${method} ${path}: ${text}`);
  return (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : undefined) as T;
}

/** Publishes bytes as they are, as only a foreign program could. */
export async function publishRaw(exchange: string, routingKey: string, payload: Buffer): Promise<void> {
  await manage('POST', `exchanges/${vhost}/${exchange}/publish`, {
    routing_key: routingKey,
    payload: payload.toString('base64'),
    payload_encoding: 'base64',
    properties: { delivery_mode: 2, content_type: 'application/cloudevents+json' },
  });
}

/** A queue that gets a copy of everything an exchange carries from now on. */
export async function tap(exchange: string): Promise<{ bodies(): Promise<string[]> }> {
  const queue = `tap.${exchange}`;
  await manage('PUT', `queues/${vhost}/${queue}`, { durable: true });
  await manage('POST', `bindings/${vhost}/e/${exchange}/q/${queue}`, { routing_key: '#' });
  return {
    bodies: async () => {
      const about = { count: 10_000, ackmode: 'ack_requeue_true', encoding: 'auto' };
      const messages = await manage<{ payload: string }[]>('POST', `queues/${vhost}/${queue}/get`, about);
      return messages.map(({ payload }) => payload);
    },
  };
}

export async function removeTap(exchange: string): Promise<void> {
  await manage('DELETE', `queues/${vhost}/tap.${exchange}`);
}

/** What lies in each queue of the system now, bodies and headers; everything stays where it was. */
export async function queuedTexts(): Promise<{ queue: string; text: string }[]> {
  const queues = await manage<{ name: string }[]>('GET', `queues/${vhost}?columns=name`);
  const texts: { queue: string; text: string }[] = [];
  for (const { name } of queues) {
    const about = { count: 10_000, ackmode: 'ack_requeue_true', encoding: 'auto' };
    const path = `queues/${vhost}/${encodeURIComponent(name)}/get`;
    for (const { payload, payload_encoding: encoding, properties } of await manage<Queued[]>(
      'POST',
      path,
      about,
    )) {
      const body = encoding === 'base64' ? Buffer.from(payload, 'base64').toString('latin1') : payload;
      texts.push({ queue: name, text: `${JSON.stringify(properties)} ${body}` });
    }
  }
  return texts;
}

interface Queued {
  readonly payload: string;
  readonly payload_encoding: string;
  readonly properties: object;
}

/** Publishes as a service does: as its user of the broker, who is vouched for. */
export async function publishAs(
  service: string,
  exchange: string,
  ...messages: readonly { readonly type: string; readonly body: object }[]
) {
  const connection = await connect(brokerUrls[service] ?? '');
  // Without a listener amqplib leaves a connection that fails half open, and whoever asks it anything waits for ever.
  connection.on('error', () => undefined);
  try {
    const channel = await connection.createConfirmChannel();
    const about = { persistent: true, userId: service, contentType: 'application/cloudevents+json' };
    for (const { type, body } of messages)
      channel.publish(exchange, type, Buffer.from(JSON.stringify(body)), about);
    await channel.waitForConfirms();
  } finally {
    await connection.close();
  }
}
