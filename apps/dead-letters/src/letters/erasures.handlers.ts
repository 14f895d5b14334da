import { CustomerErased } from '@ellity/contracts';
import { Consumer, Delivery } from '@ellity/messaging';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { ErasuresService } from './erasures.service';

/** Who is erased by loyalty-core is erased here. */
@Consumer('erasures')
export class ErasuresHandlers {
  constructor(private readonly erasures: ErasuresService) {}

  @EventPattern(CustomerErased)
  customerErased(@Payload() _event: CustomerErased, @Ctx() delivery: Delivery): void {
    const { shopid: shopId, subject: customerId = '' } = delivery.envelope;
    delivery.transaction.stage(this.erasures, { shopId, customerId: customerId.toLowerCase() }, delivery);
  }
}
