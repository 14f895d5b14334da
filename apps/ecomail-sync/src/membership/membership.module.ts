import { Module } from '@nestjs/common';
import { ConsentService } from './consent.service';
import { MembershipService } from './membership.service';
import { NoticeReadBacksService } from './notice-read-backs.service';
import { NoticesHandlers } from './notices.handlers';
import { NoticesService } from './notices.service';
import { MembershipRetentionService } from './retention.service';

/** Who is in a shop's list and who caused it; list notices and their verdicts. */
@Module({
  controllers: [NoticesHandlers],
  providers: [
    ConsentService,
    MembershipService,
    NoticeReadBacksService,
    NoticesService,
    MembershipRetentionService,
  ],
  exports: [
    ConsentService,
    MembershipService,
    NoticeReadBacksService,
    NoticesService,
    MembershipRetentionService,
  ],
})
export class MembershipModule {}
