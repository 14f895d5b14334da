import { Module } from '@nestjs/common';
import { ConnectionModule } from '../connection/connection.module';
import { NoticeLooksService } from './notice-looks.service';
import { NoticesHandlers } from './notices.handlers';
import { NoticesService } from './notices.service';
import { RosterModule } from './roster.module';

@Module({
  imports: [ConnectionModule, RosterModule],
  controllers: [NoticesHandlers],
  providers: [NoticeLooksService, NoticesService],
  exports: [NoticeLooksService, NoticesService, RosterModule],
})
export class NoticesModule {}
