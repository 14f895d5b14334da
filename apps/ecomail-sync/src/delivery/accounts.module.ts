import { SecretBox } from '@ellity/platform';
import { Global, Module } from '@nestjs/common';
import { type Config, configToken } from '../config';
import { AccountsService } from './accounts.service';
import { PacerService } from './pacer.service';
import { WorkSignal } from './work-signal';

/** What every feature needs to reach Ecomail: paced accounts, secrets, and the signal that there is work. */
@Global()
@Module({
  providers: [
    {
      provide: SecretBox,
      inject: [configToken],
      useFactory: (config: Config) => new SecretBox(config.secretKeys),
    },
    AccountsService,
    PacerService,
    WorkSignal,
  ],
  exports: [SecretBox, AccountsService, WorkSignal],
})
export class AccountsModule {}
