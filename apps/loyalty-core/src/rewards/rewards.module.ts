import { type DynamicModule, Module } from '@nestjs/common';
import { GrantsService } from './grants.service';

@Module({})
export class RewardsModule {
  static with(config: { readonly hashKey: string }): DynamicModule {
    return {
      module: RewardsModule,
      providers: [{ provide: GrantsService, useFactory: () => new GrantsService(config.hashKey) }],
      exports: [GrantsService],
    };
  }
}
