import { NoticeVerified } from '@ellity/contracts';
import { Consumer, Delivery } from '@ellity/messaging';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { VerdictsService } from './verdicts.service';

@Consumer('verdicts')
export class VerdictsHandlers {
  constructor(private readonly verdicts: VerdictsService) {}

  @EventPattern(NoticeVerified)
  noticeVerified(@Payload() event: NoticeVerified, @Ctx() delivery: Delivery): void {
    this.verdicts.stage(delivery, event);
  }
}
