import { SecretBox, SharedTexts } from '@ellity/platform';
import { Module } from '@nestjs/common';
import { type Config, configToken } from '../config';
import { ErasuresHandlers } from './erasures.handlers';
import { ErasuresService } from './erasures.service';
import { LetterVault } from './letter-vault';
import { RetentionService } from './retention.service';

/** What is kept of letters, sealed, and how long. */
@Module({
  controllers: [ErasuresHandlers],
  providers: [
    {
      provide: LetterVault,
      inject: [configToken],
      useFactory: ({ secretKeys, hashKey, chassis }: Config) =>
        new LetterVault(
          new SecretBox(secretKeys),
          hashKey,
          chassis?.tokens === undefined ? undefined : new SharedTexts(chassis.tokens),
        ),
    },
    ErasuresService,
    RetentionService,
  ],
  exports: [LetterVault],
})
export class LettersModule {}
