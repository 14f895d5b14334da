import { SecretBox } from '@ellity/platform';
import { Module } from '@nestjs/common';
import { type Config, configToken } from '../config';
import { AccountsService } from './accounts.service';
import { DatabaseTimeService } from './database-time.service';
import { KeyLocksService } from './key-locks.service';
import { RateLimiterService } from './rate-limiter.service';
import { WorkSignal } from './work-signal';

/** An API key of Ecomail: its client behind its rate limiter, its lock, secrets, and the signal that there is work. */
@Module({
  providers: [
    {
      provide: SecretBox,
      inject: [configToken],
      useFactory: (config: Config) => new SecretBox(config.secretKeys),
    },
    AccountsService,
    DatabaseTimeService,
    KeyLocksService,
    RateLimiterService,
    WorkSignal,
  ],
  exports: [SecretBox, AccountsService, KeyLocksService, RateLimiterService, WorkSignal],
})
export class AccountsModule {}
