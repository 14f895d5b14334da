import { Module } from '@nestjs/common';
import { ActionsController } from './actions.controller';
import { ActionsService } from './actions.service';
import { EditsService } from './edits.service';
import { PreviewsService } from './previews.service';
import { SettlingWorksService } from './settling-works.service';

/** What operators do with letters. */
@Module({
  controllers: [ActionsController],
  providers: [ActionsService, EditsService, PreviewsService, SettlingWorksService],
  exports: [ActionsService],
})
export class ActionsModule {}
