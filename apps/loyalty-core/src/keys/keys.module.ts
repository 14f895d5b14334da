import { Module } from '@nestjs/common';
import { CommandKeysService } from './command-keys.service';

@Module({ providers: [CommandKeysService], exports: [CommandKeysService] })
export class KeysModule {}
