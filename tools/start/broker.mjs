/**
 * The administrator's step on the broker: a vhost with what all services share on it, and one user per service and sender,
 * each allowed what `brokerAccess` of libs/messaging says.
 */
import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * Creates or corrects the vhost, the exchanges and queues that all share, the users and their permissions, and resolves
 * with user → URL. The exchanges come first, because RabbitMQ 4.3 refuses permissions on one that does not exist. Repeatable; needs the built libraries. Users belong to the whole broker: systems on vhosts of one broker must give
 * them the same passwords, which they do with the default of `passwordOf`.
 */
export async function ensureBrokerUsers({
  managementUrl,
  rabbitUrl,
  vhost,
  passwordOf = (user) => derivedPassword(managementUrl, user),
}) {
  const { brokerAccess } = require('../../libs/messaging/dist/broker/broker-access.js');
  const manage = managementOf(managementUrl);
  const put = (path, body) => manage('PUT', path, body);
  const name = encodeURIComponent(vhost);
  await put(`vhosts/${name}`, {});
  const { username: admin } = new URL(managementUrl);
  await put(`permissions/${name}/${admin}`, { configure: '.*', write: '.*', read: '.*' });
  await declareShared(rabbitUrl, name);
  const urls = {};
  for (const { user, tags, topics, configure, write, read } of brokerAccess()) {
    await put(`users/${user}`, { password: passwordOf(user), tags });
    for (const topic of topics) await put(`topic-permissions/${name}/${user}`, topic);
    await put(`permissions/${name}/${user}`, { configure, write, read });
    const url = new URL(rabbitUrl);
    Object.assign(url, { pathname: `/${name}`, username: user, password: passwordOf(user) });
    urls[user] = url.toString();
  }
  return urls;
}

/** The exchanges and queues that all services share, in a vhost (encoded). */
export async function declareShared(rabbitUrl, vhost) {
  const { connect } = require('amqplib');
  const { assertShared } = require('../../libs/messaging/dist/topology.js');
  const address = new URL(rabbitUrl);
  address.pathname = `/${vhost}`;
  const connection = await connect(address.toString());
  try {
    await assertShared(await connection.createChannel());
  } finally {
    await connection.close();
  }
}

/** The same for every system on a broker, unknown to whoever does not know the administrator's password. */
function derivedPassword(managementUrl, user) {
  const { password } = new URL(managementUrl);
  return createHmac('sha256', decodeURIComponent(password))
    .update(`rabbitmq user ${user}`)
    .digest('base64url');
}

/** RabbitMQ's management API; anything but success throws. */
export function managementOf(managementUrl) {
  const { origin, username, password } = new URL(managementUrl);
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
  return async (method, path, body) => {
    const answer = await fetch(`${origin}/api/${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json', connection: 'close' },
      body: body && JSON.stringify(body),
    });
    if (answer.ok) return;
    const { reason } = await answer.json().catch(() => ({}));
    throw new Error(
      `RabbitMQ's management answered ${answer.status} to ${method} ${path}: ${reason ?? 'no reason'}`,
    );
  };
}
