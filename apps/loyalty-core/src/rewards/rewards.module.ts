import { type DynamicModule, Module } from '@nestjs/common';
import { ShopsModule } from '../shops/shops.module';
import { GrantsService } from './grants.service';
import { RewardsService } from './rewards.service';
import { SignUpsService } from './sign-ups.service';

@Module({})
export class RewardsModule {
  /** `rooms`: customers and credits. */
  static with(config: { readonly hashKey: string }, ...rooms: readonly DynamicModule[]): DynamicModule {
    return {
      module: RewardsModule,
      imports: [ShopsModule, ...rooms],
      providers: [
        { provide: GrantsService, useFactory: () => new GrantsService(config.hashKey) },
        SignUpsService,
        RewardsService,
      ],
      exports: [RewardsService, GrantsService],
    };
  }
}
