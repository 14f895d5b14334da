import { Module } from '@nestjs/common';
import { CommandKeysService } from './command-keys.service';
import { RetentionService } from './retention.service';

@Module({ providers: [CommandKeysService, RetentionService], exports: [CommandKeysService] })
export class KeysModule {}
