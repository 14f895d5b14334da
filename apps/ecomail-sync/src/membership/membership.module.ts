import { Module } from '@nestjs/common';
import { ConsentService } from './consent.service';
import { MembershipService } from './membership.service';
import { NoticeLooksService } from './notice-looks.service';
import { NoticesHandlers } from './notices.handlers';
import { NoticesService } from './notices.service';

/** Who is in a shop's list and who caused it; list notices and their verdicts. */
@Module({
  controllers: [NoticesHandlers],
  providers: [ConsentService, MembershipService, NoticeLooksService, NoticesService],
  exports: [ConsentService, MembershipService, NoticeLooksService, NoticesService],
})
export class MembershipModule {}
