import { EcomailClient } from '@ellity/ecomail';
import { keyedHash, SecretBox } from '@ellity/platform';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type Config, configToken } from '../config';
import { keyContext } from '../sealed-columns';
import { countCall } from './call-metrics';
import type { Lane } from './lanes';
import { type RateLimitedKey, RateLimiterService } from './rate-limiter.service';

/** An Ecomail account behind its rate limiter: the only way to make calls. Each call belongs to a lane. */
export class Account {
  constructor(
    readonly key: RateLimitedKey,
    private readonly client: EcomailClient,
    private readonly limiter: RateLimiterService,
    private readonly lane: Lane = 'activation',
    private readonly mayCall: () => Promise<void> = () => Promise.resolve(),
  ) {}

  /** The same account, whose calls take their turns in another lane. */
  inLane(lane: Lane): Account {
    return new Account(this.key, this.client, this.limiter, lane, this.mayCall);
  }

  /** The same account, whose calls are made only while `mayCall` resolves as well: asked after a turn was waited for. */
  provided(mayCall: () => Promise<void>): Account {
    return new Account(this.key, this.client, this.limiter, this.lane, async () => {
      await this.mayCall();
      await mayCall();
    });
  }

  /** Lets the kept connections go. */
  close(): void {
    this.client.close();
  }

  /** Waits for its turn, then calls. */
  async call<T>(work: (client: EcomailClient) => Promise<T>): Promise<T> {
    await this.take(1);
    return this.callNow(work);
  }

  /** Waits until at least one call may be made; the granted ones follow at once by `callNow`. */
  async take(wanted: number): Promise<number> {
    const granted = await this.limiter.take(this.key, this.lane, wanted);
    await this.mayCall();
    return granted;
  }

  /** Calls with a turn that was taken before. A 429 stops the whole key for as long as Ecomail asks. */
  async callNow<T>(work: (client: EcomailClient) => Promise<T>): Promise<T> {
    try {
      return await work(this.client);
    } catch (error) {
      const { retryAfterMs } = error as { retryAfterMs?: unknown };
      if (typeof retryAfterMs === 'number') await this.limiter.block(this.key, retryAfterMs);
      throw error;
    }
  }
}

/** What a shop's link to Ecomail says of its key. */
export interface LinkedKey {
  readonly shop_id: string;
  readonly base_url: string;
  /** Null: the connection was ended, and the key forgotten. */
  readonly key_sealed: string | null;
  readonly requests_per_minute: number | null;
}

/** What Ecomail allows a key. */
const requestsPerMinuteDefault = 1_000;

/** The longest unused one goes first; whoever comes back gets a new connection to Ecomail. */
const accountsMax = 500;

/** More than the calls that delivery has under way, so that none waits for a connection after it took its turn. */
const connectionsMax = 200;

/** Makes accounts from connections and from keys that are only being tried. */
@Injectable()
export class AccountsService implements OnApplicationShutdown {
  private readonly accounts = new Map<string, Account>();

  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly box: SecretBox,
    private readonly limiter: RateLimiterService,
  ) {}

  ofConnection(connection: LinkedKey): Account {
    return this.ofKey(this.keyOf(connection), connection.base_url, connection.requests_per_minute);
  }

  keyOf(connection: Pick<LinkedKey, 'shop_id' | 'key_sealed'>): string {
    if (connection.key_sealed === null) throw new Error('the key of an ended connection was forgotten');
    return this.box.open(connection.key_sealed, keyContext(connection.shop_id));
  }

  ofKey(
    apiKey: string,
    baseUrl: string,
    requestsPerMinute: number | null = requestsPerMinuteDefault,
  ): Account {
    const keyHash = this.hashOf(apiKey);
    const name = `${keyHash}|${baseUrl}|${requestsPerMinute}`;
    const known = this.accounts.get(name);
    if (known) {
      this.accounts.delete(name);
      this.accounts.set(name, known);
      return known;
    }
    const client = new EcomailClient({ baseUrl, apiKey, connectionsMax, onCall: countCall });
    const account = new Account({ keyHash, requestsPerMinute }, client, this.limiter);
    this.accounts.set(name, account);
    this.forgetOldest();
    return account;
  }

  /** Keys that were only tried and old ones do not stay for ever. A call under way is finished on what was forgotten. */
  private forgetOldest(): void {
    const [oldest] = this.accounts.keys();
    if (this.accounts.size > accountsMax && oldest !== undefined) this.accounts.delete(oldest);
  }

  onApplicationShutdown(): void {
    for (const account of this.accounts.values()) account.close();
  }

  /** Where Ecomail is unless a connection says otherwise. */
  get defaultBaseUrl(): string {
    return this.config.ecomail.default;
  }

  seal(apiKey: string, shopId: string): string {
    return this.box.seal(apiKey, keyContext(shopId));
  }

  hashOf(apiKey: string): string {
    return keyedHash(this.config.hashKey, 'api-key', apiKey);
  }
}
