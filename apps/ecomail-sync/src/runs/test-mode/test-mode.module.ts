import { RunKinds } from '@ellity/runs';
import { Module } from '@nestjs/common';
import { TestModeController } from './test-mode.controller';
import { TestModeSettingsService } from './test-mode-settings.service';
import { TestModeWorkService } from './test-mode-work.service';

/** Test mode of a connection: only listed addresses are written and notified. */
@Module({
  controllers: [TestModeController],
  providers: [TestModeSettingsService, TestModeWorkService],
})
export class TestModeModule {
  constructor(kinds: RunKinds, work: TestModeWorkService) {
    kinds.register(work);
  }
}
