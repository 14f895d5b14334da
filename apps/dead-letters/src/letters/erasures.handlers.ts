import { CustomerErased } from '@ellity/contracts';
import { Consumer, Delivery } from '@ellity/messaging';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { ErasuresService } from './erasures.service';
import { LetterVault } from './letter-vault';

/** Who is erased by loyalty-core is erased here. */
@Consumer('erasures')
export class ErasuresHandlers {
  constructor(
    private readonly erasures: ErasuresService,
    private readonly vault: LetterVault,
  ) {}

  @EventPattern(CustomerErased)
  async customerErased(@Payload() event: CustomerErased, @Ctx() delivery: Delivery): Promise<void> {
    const { shopid: shopId, subject: customerId = '' } = delivery.envelope;
    const addressHash = await this.vault.hashOfShared(event.addressForServices ?? undefined);
    const erased = { shopId, customerId: customerId.toLowerCase(), addressHash };
    delivery.transaction.stage(this.erasures, erased, delivery);
  }
}
