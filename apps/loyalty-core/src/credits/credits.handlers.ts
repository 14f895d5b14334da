import { AwardCredit, RevokeCredit } from '@ellity/contracts';
import { Consumer, Delivery } from '@ellity/messaging';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { awardCommandFrom, revokeCommandFrom } from './credit-command';
import { CreditsService } from './credits.service';

@Consumer('credits')
export class CreditsHandlers {
  constructor(private readonly credits: CreditsService) {}

  @EventPattern(AwardCredit)
  awardCredit(@Payload() award: AwardCredit, @Ctx() delivery: Delivery): void {
    delivery.transaction.stage(this.credits, awardCommandFrom(award, delivery.envelope), delivery);
  }

  @EventPattern(RevokeCredit)
  revokeCredit(@Payload() revoke: RevokeCredit, @Ctx() delivery: Delivery): void {
    delivery.transaction.stage(this.credits, revokeCommandFrom(revoke, delivery.envelope), delivery);
  }
}
