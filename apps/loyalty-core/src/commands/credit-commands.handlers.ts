import { AwardCredit, CancelSpending, RevokeCredit, SpendCredit } from '@ellity/contracts';
import { Consumer, Delivery } from '@ellity/messaging';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { awardCommandFrom, cancelCommandFrom, revokeCommandFrom, spendCommandFrom } from './credit-command';
import { CreditCommandsService } from './credit-commands.service';
import { PracticeBug } from './practice-bug';

@Consumer('credits')
export class CreditCommandsHandlers {
  constructor(
    private readonly commands: CreditCommandsService,
    private readonly bug: PracticeBug,
  ) {}

  @EventPattern(AwardCredit)
  awardCredit(@Payload() award: AwardCredit, @Ctx() delivery: Delivery): void {
    this.bug.meet(award.reference);
    delivery.transaction.stage(this.commands, awardCommandFrom(award, delivery.envelope), delivery);
  }

  @EventPattern(RevokeCredit)
  revokeCredit(@Payload() revoke: RevokeCredit, @Ctx() delivery: Delivery): void {
    delivery.transaction.stage(this.commands, revokeCommandFrom(revoke, delivery.envelope), delivery);
  }

  @EventPattern(SpendCredit)
  spendCredit(@Payload() spend: SpendCredit, @Ctx() delivery: Delivery): void {
    delivery.transaction.stage(this.commands, spendCommandFrom(spend, delivery.envelope), delivery);
  }

  @EventPattern(CancelSpending)
  cancelSpending(@Payload() cancel: CancelSpending, @Ctx() delivery: Delivery): void {
    delivery.transaction.stage(this.commands, cancelCommandFrom(cancel, delivery.envelope), delivery);
  }
}
