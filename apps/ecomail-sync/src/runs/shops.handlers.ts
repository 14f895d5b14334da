import { ShopChanged } from '@ellity/contracts';
import { Consumer, Delivery } from '@ellity/messaging';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { ShopSettingsService } from './shop-settings.service';

@Consumer('shops')
export class ShopsHandlers {
  constructor(private readonly settings: ShopSettingsService) {}

  @EventPattern(ShopChanged)
  shopChanged(@Payload() shop: ShopChanged, @Ctx() delivery: Delivery): void {
    const { shopid: shopId, sequence = '0' } = delivery.envelope;
    delivery.transaction.stage(this.settings, { ...shop, shopId, sequence }, delivery);
  }
}
