import { type HttpOptions, logLevel, parseEnvironment, port, str } from '@ellity/platform';
import { EnvError, makeValidator } from 'envalid';

export interface SandboxOptions {
  readonly http: HttpOptions;
  /** Where the mail inbox takes e-mails, on the host of `http`. */
  readonly smtpPort: number;
  /** Where the data survive a restart; absent means memory only. */
  readonly dataDir?: string;
  readonly logLevel: string;
  /** The API key that works from the first start. */
  readonly firstKey: string;
  /** How many calls the page of calls remembers. */
  readonly callsKept: number;
  /** How many tracker events and automation e-mails stay; the oldest go first. */
  readonly eventsKept: number;
  readonly mailsKept: number;
}

export const sandboxOptions = Symbol('sandbox options');

const count = makeValidator<number>((input) => {
  if (!/^[1-9]\d{0,5}$/.test(input)) throw new EnvError('must be a whole number from 1 to 999999');
  return Number(input);
});

/** The variables of this application; `.env.example` lists them. */
export const environment = {
  HOST: str({ default: '127.0.0.1', desc: 'address to listen on', example: '0.0.0.0' }),
  PORT: port({ default: 4010, desc: 'port to listen on, 0 for any', example: '4010' }),
  SMTP_PORT: port({
    default: 4025,
    desc: 'port that takes e-mails for the mail inbox, 0 for any',
    example: '4025',
  }),
  DATA_DIR: str({ default: '', desc: 'directory in which the data survive a restart', example: '/data' }),
  LOG_LEVEL: logLevel(),
  FIRST_KEY: str({ default: 'sandbox-key', desc: 'API key of the first account', example: 'sandbox-key' }),
  CALLS_KEPT: count({ default: 2000, desc: 'newest calls kept to look at', example: '2000' }),
  EVENTS_KEPT: count({ default: 50_000, desc: 'newest tracker events kept', example: '50000' }),
  MAILS_KEPT: count({ default: 20_000, desc: 'newest automation e-mails kept', example: '20000' }),
};

export function sandboxConfig(env: NodeJS.ProcessEnv = process.env): SandboxOptions {
  const values = parseEnvironment(env, environment);
  return {
    http: { host: values.HOST, port: values.PORT },
    smtpPort: values.SMTP_PORT,
    ...(values.DATA_DIR === '' ? {} : { dataDir: values.DATA_DIR }),
    logLevel: values.LOG_LEVEL,
    firstKey: values.FIRST_KEY,
    callsKept: values.CALLS_KEPT,
    eventsKept: values.EVENTS_KEPT,
    mailsKept: values.MAILS_KEPT,
  };
}
