import { ErasureDone } from '@ellity/contracts';
import { Consumer, Delivery } from '@ellity/messaging';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { ErasuresService } from './erasures.service';

/** ecomail-sync alone knows which notices were about somebody; it names them when it has forgotten the person itself. */
@Consumer('erasures')
export class ErasuresHandlers {
  constructor(private readonly erasures: ErasuresService) {}

  @EventPattern(ErasureDone)
  erasureDone(@Payload() { noticeIds }: ErasureDone, @Ctx() delivery: Delivery): void {
    const { source, shopid: shopId, subject: customerId = '' } = delivery.envelope;
    if (source !== 'ecomail-sync') return delivery.noOp('our-own');
    const ids = (noticeIds ?? '')
      .split(/\s+/)
      .filter((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id));
    delivery.transaction.stage(this.erasures, { shopId, customerId, ids }, delivery);
  }
}
