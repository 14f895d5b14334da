import { failingQueueOf, unroutedQueue } from '../topology';

/** Names of the queues of a vhost, as RabbitMQ's management API tells them; no other way of the broker names queues. */
export async function queueNames({
  url,
  managementUrl,
}: {
  readonly url: string;
  readonly managementUrl: string;
}): Promise<string[]> {
  const management = new URL(managementUrl);
  const vhost = decodeURIComponent(new URL(url.split(',', 1)[0] ?? url).pathname.slice(1)) || '/';
  const user = [management.username, management.password].map(decodeURIComponent).join(':');
  management.username = management.password = '';
  const base = management.toString().replace(/\/$/, '');
  const answer = await fetch(`${base}/api/queues/${encodeURIComponent(vhost)}?columns=name`, {
    headers: { authorization: `Basic ${Buffer.from(user).toString('base64')}`, connection: 'close' },
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok)
    throw new Error(`RabbitMQ's management API answered ${answer.status} to the list of queues`);
  return ((await answer.json()) as { name: string }[]).map(({ name }) => name);
}

/** Whether a queue holds messages that nobody tries again by themselves. */
export const isDeadLetterQueue = (name: string): boolean =>
  name === unroutedQueue || failingQueueOf(name) !== undefined;
