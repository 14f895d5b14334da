/** A vhost with one RabbitMQ user per service and sender, each allowed what `brokerAccess` of libs/messaging says. */
import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * Creates or corrects the vhost, the users and their permissions over the management API, and resolves with user → URL.
 * Repeatable; needs the built libraries. Users belong to the whole broker: systems on vhosts of one broker must give
 * them the same passwords, which they do with the default of `passwordOf`.
 */
export async function ensureBrokerUsers({
  managementUrl,
  rabbitUrl,
  vhost,
  passwordOf = (user) => derivedPassword(managementUrl, user),
}) {
  const { brokerAccess } = require('../../libs/messaging/dist/broker-access.js');
  const put = managementOf(managementUrl);
  const name = encodeURIComponent(vhost);
  await put(`vhosts/${name}`, {});
  const { username: admin } = new URL(managementUrl);
  await put(`permissions/${name}/${admin}`, { configure: '.*', write: '.*', read: '.*' });
  const urls = {};
  for (const { user, topics, configure, write, read } of brokerAccess()) {
    await put(`users/${user}`, { password: passwordOf(user), tags: '' });
    for (const topic of topics) await put(`topic-permissions/${name}/${user}`, { ...topic, read: '.*' });
    await put(`permissions/${name}/${user}`, { configure, write, read });
    const url = new URL(rabbitUrl);
    Object.assign(url, { pathname: `/${name}`, username: user, password: passwordOf(user) });
    urls[user] = url.toString();
  }
  return urls;
}

/** The same for every system on a broker, unknown to whoever does not know the administrator's password. */
function derivedPassword(managementUrl, user) {
  const { password } = new URL(managementUrl);
  return createHmac('sha256', decodeURIComponent(password))
    .update(`rabbitmq user ${user}`)
    .digest('base64url');
}

function managementOf(managementUrl) {
  const { origin, username, password } = new URL(managementUrl);
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
  return async (path, body) => {
    const answer = await fetch(`${origin}/api/${path}`, {
      method: 'PUT',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`RabbitMQ's management answered ${answer.status} to PUT ${path}`);
  };
}
