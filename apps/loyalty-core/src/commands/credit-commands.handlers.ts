import { AwardCredit, RevokeCredit } from '@ellity/contracts';
import { Consumer, Delivery } from '@ellity/messaging';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { awardCommandFrom, revokeCommandFrom } from './credit-command';
import { CreditCommandsService } from './credit-commands.service';

@Consumer('credits')
export class CreditCommandsHandlers {
  constructor(private readonly commands: CreditCommandsService) {}

  @EventPattern(AwardCredit)
  awardCredit(@Payload() award: AwardCredit, @Ctx() delivery: Delivery): void {
    delivery.transaction.stage(this.commands, awardCommandFrom(award, delivery.envelope), delivery);
  }

  @EventPattern(RevokeCredit)
  revokeCredit(@Payload() revoke: RevokeCredit, @Ctx() delivery: Delivery): void {
    delivery.transaction.stage(this.commands, revokeCommandFrom(revoke, delivery.envelope), delivery);
  }
}
