import { parseEnvironment, secretKeyList, urlsOf } from '@ellity/platform';

/** Who a command may be sent as; each has a RabbitMQ user of its own. */
export const senders = ['operator', 'shop-adapter'] as const;
export type Sender = (typeof senders)[number];

export interface Config {
  /** Where answers are waited for, as the user operator. */
  readonly url: string;
  readonly senderUrls: Readonly<Record<Sender, string>>;
}

const amqp = urlsOf('amqp', 'amqps');

const tokenKeys = {
  desc: 'keys that prove one service to another, as the services have them; needed for token',
  example: 'k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
};

/** The variables of these tools; `.env.example` lists them. */
export const environment = {
  RABBITMQ_URL_OPERATOR: amqp({
    desc: 'message broker, as the user operator; nodes of a cluster separated by commas',
    example: 'amqp://operator:secret@127.0.0.1:5672/ellity',
  }),
  RABBITMQ_URL_SHOP_ADAPTER: amqp({
    default: undefined,
    desc: 'the same broker, as the user shop-adapter; needed for --source shop-adapter',
    example: 'amqp://shop-adapter:secret@127.0.0.1:5672/ellity',
  }),
  SERVICE_TOKEN_KEYS: secretKeyList({ ...tokenKeys, default: undefined }),
};

/** Reads the environment of these tools; throws ConfigurationError naming every variable that is wrong. */
export function readConfig(): Config {
  const env = parseEnvironment(process.env, environment);
  return {
    url: env.RABBITMQ_URL_OPERATOR,
    senderUrls: {
      operator: env.RABBITMQ_URL_OPERATOR,
      'shop-adapter': env.RABBITMQ_URL_SHOP_ADAPTER ?? env.RABBITMQ_URL_OPERATOR,
    },
  };
}

/** What a token for a person is signed with; throws ConfigurationError when there is nothing. */
export function readTokenKeys(): string {
  const { SERVICE_TOKEN_KEYS } = parseEnvironment(process.env, {
    SERVICE_TOKEN_KEYS: secretKeyList(tokenKeys),
  });
  return SERVICE_TOKEN_KEYS;
}
