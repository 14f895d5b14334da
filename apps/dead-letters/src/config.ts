import { addressesOf } from '@ellity/messaging';
import { parseEnvironment, urlOf, urlsOf } from '@ellity/platform';

export interface Config {
  readonly url: string;
  readonly managementUrl: string;
}

/** The variables of this tool; `.env.example` lists them. */
export const environment = {
  RABBITMQ_URL_DEAD_LETTERS: urlsOf(
    'amqp',
    'amqps',
  )({
    desc: 'message broker, as the user dead-letters; nodes of a cluster separated by commas',
    example: 'amqp://dead-letters:secret@127.0.0.1:5672/ellity',
  }),
  RABBITMQ_MANAGEMENT_URL: urlOf(
    'http',
    'https',
  )({
    desc: "RabbitMQ's management API, which names the queues; asked as the user dead-letters unless another is given",
    example: 'http://127.0.0.1:15672',
  }),
};

/** Reads the environment of this tool; throws ConfigurationError naming every variable that is wrong. */
export function readConfig(): Config {
  const env = parseEnvironment(process.env, environment);
  const url = env.RABBITMQ_URL_DEAD_LETTERS;
  const management = new URL(env.RABBITMQ_MANAGEMENT_URL);
  if (management.username === '') {
    const { username, password } = new URL(addressesOf(url)[0] ?? url);
    Object.assign(management, { username, password });
  }
  return { url, managementUrl: management.toString() };
}
