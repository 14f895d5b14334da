import { RunKinds, Ticks } from '@ellity/runs';
import { Inject, Module } from '@nestjs/common';
import { type Config, configToken } from '../../config';
import { ErasureWorkService } from './erasure-work.service';
import { ErasuresHandlers } from './erasures.handlers';
import { ErasuresService } from './erasures.service';
import { FormerAddressesService } from './former-addresses.service';

const everyMs = 60_000;

/** Customers who are to be forgotten, here and at Ecomail, and addresses that customers left. */
@Module({
  controllers: [ErasuresHandlers],
  providers: [ErasuresService, ErasureWorkService, FormerAddressesService],
})
export class ErasuresModule {
  constructor(
    @Inject(configToken) { delivery }: Config,
    kinds: RunKinds,
    ticks: Ticks,
    work: ErasureWorkService,
    addresses: FormerAddressesService,
  ) {
    kinds.register(work);
    kinds.register(addresses);
    if (!delivery.isEnabled) return;
    ticks.every('erasures', everyMs, () => work.startDue());
    ticks.every('former-addresses', everyMs, () => addresses.startDue());
  }
}
