import { SecretBox } from '@ellity/platform';
import { runService, type RunningService, TestBrowser, TestStack } from '@ellity/testing';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { definition, migrations } from './app.module';
import type { Config } from './config';
import { PasswordsService } from './people/passwords.service';
import { type NewPerson, PeopleService } from './people/people.service';

export const password = 'tři modré kočky na střeše';

export interface ConsoleOptions {
  readonly services?: Partial<Config['services']>;
  readonly tokens?: string;
  readonly smtpUrl?: string;
  readonly publicUrl?: string;
  /** Instead of the tests' own. */
  readonly redisUrl?: string;
}

/** The console on real servers, with a small web app. */
export class ConsoleStage {
  private constructor(
    readonly stack: TestStack,
    readonly config: Config,
    readonly databaseUrl: string,
    readonly service: RunningService,
  ) {}

  static async create(options: ConsoleOptions = {}, given?: TestStack): Promise<ConsoleStage> {
    const stack = given ?? (await TestStack.create());
    const databaseUrl = await stack.createDatabase('console', migrations);
    const config: Config = {
      http: { host: '127.0.0.1', port: 0 },
      logLevel: 'fatal',
      chassis: { version: '4.5.6', tokens: options.tokens ?? `k1:${randomBytes(32).toString('base64')}` },
      database: { url: databaseUrl, poolSize: 5 },
      redis: {
        url: options.redisUrl ?? stack.redisUrl,
        prefix: `${stack.redisPrefix}${randomBytes(4).toString('hex')}:`,
      },
      secretBox: new SecretBox(`test:${Buffer.alloc(32, 7).toString('base64')}`),
      hashKey: 'a key of the tests with at least 32 characters',
      mails: { url: options.smtpUrl ?? null, from: 'console@ellity.test' },
      publicUrl: options.publicUrl ?? 'http://console.test',
      proxies: 1,
      environment: 'test',
      webFolder: aWebApp(),
      services: {
        core: undefined,
        sync: undefined,
        gateway: undefined,
        letters: undefined,
        ...options.services,
      },
      auditDays: 730,
      rightsLooksMs: 50,
    };
    return new ConsoleStage(stack, config, databaseUrl, await runService(definition, config));
  }

  browser(): TestBrowser {
    return new TestBrowser(this.service.url);
  }

  /** Somebody who has set the password of these tests. */
  async person(person: Pick<NewPerson, 'email' | 'role'> & Partial<NewPerson>): Promise<string> {
    const people = this.service.app.get(PeopleService, { strict: false });
    const { id } = await people.create({ name: 'Jana', language: 'cs', shops: [], ...person });
    const hash = await this.service.app.get(PasswordsService, { strict: false }).hash(password);
    await people.setPassword(id, hash);
    return id;
  }

  /** Somebody who is signed in. */
  async signedIn(person: Pick<NewPerson, 'email' | 'role'> & Partial<NewPerson>): Promise<TestBrowser> {
    await this.person(person);
    const browser = this.browser();
    await browser.signIn(person.email, password);
    return browser;
  }

  /** `keepsStack`: whoever gave it closes it. */
  async close({ keepsStack = false } = {}): Promise<void> {
    await this.service.close();
    rmSync(this.config.webFolder, { recursive: true, force: true });
    if (!keepsStack) await this.stack.close();
  }
}

function aWebApp(): string {
  const folder = mkdtempSync(join(tmpdir(), 'console-web-'));
  mkdirSync(join(folder, 'assets'));
  const head =
    '<meta name="csp-nonce" content="__CSP_NONCE__"><script type="module" src="/assets/app-1a2b.js"></script>';
  writeFileSync(join(folder, 'index.html'), `<!doctype html><html><head>${head}</head><body></body></html>`);
  writeFileSync(join(folder, 'assets', 'app-1a2b.js'), 'console.log(1)');
  return folder;
}
