import { Ticks } from '@ellity/runs';
import { Inject, Module } from '@nestjs/common';
import { type Config, configToken } from '../config';
import { AtEcomailController } from './at-ecomail.controller';
import { AtEcomailService } from './at-ecomail.service';
import { AutomationSamplesService } from './automation-samples.service';
import { StatusController } from './status.controller';
import { StatusService } from './status.service';
import { StatusStreamsService } from './status-streams.service';

/** How the delivery of a shop is, for people who look. */
@Module({
  controllers: [AtEcomailController, StatusController],
  providers: [AtEcomailService, AutomationSamplesService, StatusService, StatusStreamsService],
})
export class StatusModule {
  constructor(
    @Inject(configToken) { delivery, status }: Config,
    ticks: Ticks,
    samples: AutomationSamplesService,
  ) {
    if (delivery.isEnabled) ticks.every('automation-samples', status.samplesMs, () => samples.takeDue());
  }
}
