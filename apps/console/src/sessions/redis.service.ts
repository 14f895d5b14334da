import { HealthChecks } from '@ellity/platform';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { type Config, configToken } from '../config';

/** The one connection to Redis, which keeps sessions and counts of failed logins. Without it nobody is signed in. */
@Injectable()
export class RedisService implements OnApplicationShutdown {
  readonly client: Redis;

  constructor(@Inject(configToken) { redis }: Pick<Config, 'redis'>, checks: HealthChecks) {
    this.client = new Redis(redis.url, {
      connectionName: 'console',
      maxRetriesPerRequest: 1,
      commandTimeout: 1_000,
    });
    this.client.on('error', () => undefined);
    checks.register('redis', () => this.client.ping());
  }

  async onApplicationShutdown(): Promise<void> {
    await this.client.quit().catch(() => this.client.disconnect());
  }
}
