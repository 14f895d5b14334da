import { Module } from '@nestjs/common';
import { GroupsController } from './groups.controller';
import { GroupsService } from './groups.service';
import { LetterGaugesService } from './letter-gauges.service';
import { NewGroupsService } from './new-groups.service';
import { LettersController } from './letters.controller';
import { LettersService } from './letters.service';

/** What operators look at. */
@Module({
  controllers: [GroupsController, LettersController],
  providers: [GroupsService, LettersService, LetterGaugesService, NewGroupsService],
})
export class ViewsModule {}
