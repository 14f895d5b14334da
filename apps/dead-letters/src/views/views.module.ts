import { Module } from '@nestjs/common';
import { GroupsController } from './groups.controller';
import { GroupsService } from './groups.service';
import { LetterGaugesService } from './letter-gauges.service';
import { NewGroupsService } from './new-groups.service';
import { LettersController } from './letters.controller';
import { LettersService } from './letters.service';
import { ReconciliationController } from './reconciliation.controller';

/** What operators look at. */
@Module({
  controllers: [GroupsController, LettersController, ReconciliationController],
  providers: [GroupsService, LettersService, LetterGaugesService, NewGroupsService],
})
export class ViewsModule {}
