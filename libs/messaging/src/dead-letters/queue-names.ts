import { failingQueueOf, unroutedQueue } from '../topology';

interface BrokerAddresses {
  readonly url: string;
  /** RabbitMQ's management API; no other way of the broker names queues. */
  readonly managementUrl: string;
}

/** A queue as the broker last counted it, every few seconds. */
export interface QueueCounts {
  readonly name: string;
  readonly ready: number;
  /** Handed out and not acknowledged yet. */
  readonly unacknowledged: number;
  readonly consumers: number;
  /** Acknowledged since its consumer connected; undefined while there is none, or where the broker does not count. */
  readonly acknowledged: number | undefined;
  /** By how many it grew in the last five minutes; undefined where the broker keeps no samples. */
  readonly grewBy: number | undefined;
}

interface Row {
  readonly name: string;
  readonly messages_ready?: number;
  readonly messages_unacknowledged?: number;
  readonly consumers?: number;
  readonly message_stats?: { readonly ack?: number };
  readonly messages_details?: { readonly avg_rate?: number };
}

const sampleSeconds = 300;
const counted = [
  'name',
  'consumers',
  'messages_ready',
  'messages_unacknowledged',
  'message_stats.ack',
  'messages_details.avg_rate',
].join();

/** Names of the queues of a vhost, as RabbitMQ's management API tells them. */
export async function queueNames(addresses: BrokerAddresses): Promise<string[]> {
  return (await ask(addresses, 'columns=name')).map(({ name }) => name);
}

/** The queues of a vhost with what is in them, as RabbitMQ's management API tells them. Nothing is consumed. */
export async function queueCounts(addresses: BrokerAddresses): Promise<QueueCounts[]> {
  const rows = await ask(addresses, `columns=${counted}&lengths_age=${sampleSeconds}&lengths_incr=60`);
  return rows.map((row) => {
    const rate = row.messages_details?.avg_rate;
    return {
      name: row.name,
      ready: row.messages_ready ?? 0,
      unacknowledged: row.messages_unacknowledged ?? 0,
      consumers: row.consumers ?? 0,
      acknowledged: row.message_stats?.ack,
      grewBy: rate === undefined ? undefined : Math.round(rate * sampleSeconds),
    };
  });
}

async function ask({ url, managementUrl }: BrokerAddresses, query: string): Promise<Row[]> {
  const management = new URL(managementUrl);
  const vhost = decodeURIComponent(new URL(url.split(',', 1)[0] ?? url).pathname.slice(1)) || '/';
  const user = [management.username, management.password].map(decodeURIComponent).join(':');
  management.username = management.password = '';
  const base = management.toString().replace(/\/$/, '');
  const answer = await fetch(`${base}/api/queues/${encodeURIComponent(vhost)}?${query}`, {
    headers: { authorization: `Basic ${Buffer.from(user).toString('base64')}`, connection: 'close' },
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok)
    throw new Error(`RabbitMQ's management API answered ${answer.status} to the list of queues`);
  return (await answer.json()) as Row[];
}

/** Whether a queue holds messages that nobody tries again by themselves. */
export const isDeadLetterQueue = (name: string): boolean =>
  name === unroutedQueue || failingQueueOf(name) !== undefined;
