import { Module } from '@nestjs/common';
import { JournalController } from './journal.controller';
import { ReconciliationController } from './reconciliation.controller';
import { ReconciliationService } from './reconciliation.service';
import { StoriesService } from './story/stories.service';

/** What happened, read only. */
@Module({
  controllers: [JournalController, ReconciliationController],
  providers: [ReconciliationService, StoriesService],
})
export class JournalModule {}
