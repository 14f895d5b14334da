import { RunKinds, Ticks } from '@ellity/runs';
import { Inject, Module } from '@nestjs/common';
import { type Config, configToken } from '../../config';
import { ErasureWorkService } from './erasure-work.service';
import { ErasuresHandlers } from './erasures.handlers';
import { ErasuresService } from './erasures.service';

const everyMs = 60_000;

/** Customers who are to be forgotten, here and at Ecomail. */
@Module({ controllers: [ErasuresHandlers], providers: [ErasuresService, ErasureWorkService] })
export class ErasuresModule {
  constructor(
    @Inject(configToken) { delivery }: Config,
    kinds: RunKinds,
    ticks: Ticks,
    work: ErasureWorkService,
  ) {
    kinds.register(work);
    if (delivery.isEnabled) ticks.every('erasures', everyMs, () => work.startDue());
  }
}
