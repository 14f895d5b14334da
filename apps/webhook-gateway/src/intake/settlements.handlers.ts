import { CreditCommandSettled } from '@ellity/contracts';
import { Consumer, Delivery } from '@ellity/messaging';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { SettlementsService } from './settlements.service';

@Consumer('settlements')
export class SettlementsHandlers {
  constructor(private readonly settlements: SettlementsService) {}

  @EventPattern(CreditCommandSettled)
  creditCommandSettled(@Payload() settled: CreditCommandSettled, @Ctx() delivery: Delivery): void {
    this.settlements.stage(delivery, settled);
  }
}
