import { RunKinds } from '@ellity/runs';
import { Module } from '@nestjs/common';
import { ExportPreviewService } from './export-preview.service';
import { ExportUndoneWorkService, ExportWorkService } from './export-work.service';
import { ExportsController } from './exports.controller';
import { ExportsService } from './exports.service';

/** Exports of all customers of a shop. */
@Module({
  controllers: [ExportsController],
  providers: [ExportPreviewService, ExportsService, ExportUndoneWorkService, ExportWorkService],
})
export class ExportModule {
  constructor(kinds: RunKinds, work: ExportWorkService, undone: ExportUndoneWorkService) {
    kinds.register(work, undone);
  }
}
