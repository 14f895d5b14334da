import { CustomerErased } from '@ellity/contracts';
import { Consumer, Delivery, PermanentError } from '@ellity/messaging';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { PinsService } from '../../mirror/pins.service';
import { ErasuresService } from './erasures.service';

@Consumer('erasures')
export class ErasuresHandlers {
  constructor(
    private readonly erasures: ErasuresService,
    private readonly pins: PinsService,
  ) {}

  @EventPattern(CustomerErased)
  async customerErased(@Payload() { address }: CustomerErased, @Ctx() delivery: Delivery): Promise<void> {
    const { shopid: shopId, subject = '' } = delivery.envelope;
    const email = await this.pins.decrypted(address);
    if (email === undefined)
      throw new PermanentError(
        'address-unreadable',
        'the address to erase is not encrypted to the public key of ecomail-sync',
      );
    const asked = { shopId, customerId: subject.toLowerCase(), email };
    delivery.transaction.stage(this.erasures, asked, delivery);
  }
}
