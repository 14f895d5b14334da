import { RunKinds } from '@ellity/runs';
import { Module } from '@nestjs/common';
import { CustomerPagesService } from './customer-pages.service';
import { MirrorFillsService } from './mirror-fills.service';
import { ExportPreviewService } from './export-preview.service';
import { ExportUndoneWorkService, ExportWorkService } from './export-work.service';
import { ExportsController } from './exports.controller';
import { ExportsService } from './exports.service';

/** Exports of all customers of a shop. */
@Module({
  controllers: [ExportsController],
  providers: [
    CustomerPagesService,
    ExportPreviewService,
    ExportsService,
    ExportUndoneWorkService,
    ExportWorkService,
    MirrorFillsService,
  ],
  exports: [ExportsService],
})
export class ExportModule {
  constructor(kinds: RunKinds, work: ExportWorkService, undone: ExportUndoneWorkService) {
    kinds.register(work, undone);
  }
}
