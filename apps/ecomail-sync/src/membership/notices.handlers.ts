import { VerifyNotice } from '@ellity/contracts';
import { Consumer, Delivery } from '@ellity/messaging';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { NoticesService } from './notices.service';

@Consumer('notices')
export class NoticesHandlers {
  constructor(private readonly notices: NoticesService) {}

  @EventPattern(VerifyNotice)
  verifyNotice(@Payload() notice: VerifyNotice, @Ctx() delivery: Delivery): void {
    this.notices.stage(delivery, notice);
  }
}
