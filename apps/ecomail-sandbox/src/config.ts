import { num, parseEnvironment, str } from '@ellity/platform';

export interface SandboxOptions {
  readonly http: { readonly host: string; readonly port: number };
  /** Where the data survive a restart; absent means memory only. */
  readonly dataDir?: string;
  readonly logLevel: string;
  /** The API key that works from the first start. */
  readonly firstKey: string;
  /** How many calls the page of calls remembers. */
  readonly callsKept: number;
}

export const sandboxOptions = Symbol('sandbox options');

/** The variables of this application; `.env.example` lists them. */
export const environment = {
  HOST: str({ default: '127.0.0.1', desc: 'address to listen on', example: '127.0.0.1' }),
  PORT: num({ default: 4010, desc: 'port to listen on, 0 for any', example: '4010' }),
  DATA_DIR: str({
    default: '',
    desc: 'directory in which the data survive a restart',
    example: '.stack/sandbox',
  }),
  LOG_LEVEL: str({
    default: 'info',
    choices: ['debug', 'info', 'warn', 'error', 'silent'],
    desc: 'least level logged',
    example: 'info',
  }),
  FIRST_KEY: str({ default: 'sandbox-key', desc: 'API key of the first account', example: 'sandbox-key' }),
  CALLS_KEPT: num({ default: 2000, desc: 'calls kept to look at', example: '2000' }),
};

export function sandboxConfig(env: NodeJS.ProcessEnv = process.env): SandboxOptions {
  const values = parseEnvironment(env, environment);
  return {
    http: { host: values.HOST, port: values.PORT },
    ...(values.DATA_DIR === '' ? {} : { dataDir: values.DATA_DIR }),
    logLevel: values.LOG_LEVEL,
    firstKey: values.FIRST_KEY,
    callsKept: values.CALLS_KEPT,
  };
}
