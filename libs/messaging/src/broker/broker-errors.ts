/** The connection is being closed for good; nothing more can be sent or received on it. */
export class BrokerClosedError extends Error {
  readonly code = 'messaging.broker-closed';
  readonly retryable = true;
}

/** RabbitMQ cannot be used from here; the text says where, as whom and why, and never the password. */
export class BrokerUnreachableError extends Error {
  readonly code = 'messaging.broker-unreachable';
  readonly retryable = true;
}

/** What was sent was not confirmed in time: it may have been stored or not, and sending it again is the right thing to do. */
export class BrokerSilentError extends Error {
  readonly code = 'messaging.broker-silent';
  readonly retryable = true;
}

/** Why a connection to this address was not made. */
export function unreachable(url: string, cause: unknown): BrokerUnreachableError {
  const { host, username, pathname } = new URL(url);
  const { code = '', message = '' } = cause as { code?: string; message?: string };
  const why = /ACCESS.REFUSED/.test(message)
    ? `refuses the user ${username}`
    : /NOT_ALLOWED|vhost/i.test(message)
      ? `does not let ${username} into the vhost ${pathname.slice(1)}`
      : `does not answer (${code || message || 'no reason given'}); does the system run?`;
  return new BrokerUnreachableError(`RabbitMQ at ${host} ${why}`, { cause });
}
