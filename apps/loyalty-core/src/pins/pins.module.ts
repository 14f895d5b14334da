import { type DynamicModule, Module } from '@nestjs/common';
import { type PinsConfig, PinsService } from './pins.service';

@Module({})
export class PinsModule {
  static with(config: PinsConfig): DynamicModule {
    return {
      module: PinsModule,
      providers: [{ provide: PinsService, useFactory: () => new PinsService(config) }],
      exports: [PinsService],
    };
  }
}
