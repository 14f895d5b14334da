import { Module } from '@nestjs/common';
import { MembershipService } from './membership.service';
import { NoticeLooksService } from './notice-looks.service';
import { NoticesHandlers } from './notices.handlers';
import { NoticesService } from './notices.service';

/** Who is in a shop's list and who caused it; list notices and their verdicts. */
@Module({
  controllers: [NoticesHandlers],
  providers: [MembershipService, NoticeLooksService, NoticesService],
  exports: [MembershipService, NoticeLooksService, NoticesService],
})
export class MembershipModule {}
