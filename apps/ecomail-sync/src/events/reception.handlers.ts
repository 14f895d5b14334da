import { CreditChanged, CreditsExpiring, CustomerChanged, PinChanged } from '@ellity/contracts';
import { Consumer, Delivery } from '@ellity/messaging';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import {
  creditChangeFrom,
  pinChangeFrom,
  profileChangeFrom,
  warningChangeFrom,
} from '../mirror/contact-change';
import { ReceptionService } from './reception.service';
import { PinsService } from '../mirror/pins.service';

@Consumer('contacts', { batchesAtOnce: 2, batchSizeMax: 400 })
export class ReceptionHandlers {
  constructor(
    private readonly reception: ReceptionService,
    private readonly pins: PinsService,
  ) {}

  @EventPattern(CustomerChanged)
  customerChanged(@Payload() event: CustomerChanged, @Ctx() delivery: Delivery): void {
    this.reception.stage(delivery, profileChangeFrom(delivery.envelope, event));
  }

  @EventPattern(CreditChanged)
  creditChanged(@Payload() event: CreditChanged, @Ctx() delivery: Delivery): void {
    this.reception.stage(delivery, creditChangeFrom(delivery.envelope, event));
  }

  @EventPattern(PinChanged)
  async pinChanged(@Payload() event: PinChanged, @Ctx() delivery: Delivery): Promise<void> {
    const { shopid, subject = '' } = delivery.envelope;
    const pin = event.pin ?? null;
    const sealed = pin === null ? null : await this.pins.reseal(pin, shopid, subject.toLowerCase());
    this.reception.stage(delivery, pinChangeFrom(delivery.envelope, event, sealed));
  }

  @EventPattern(CreditsExpiring)
  creditsExpiring(@Payload() event: CreditsExpiring, @Ctx() delivery: Delivery): void {
    this.reception.stage(delivery, warningChangeFrom(delivery.envelope, event));
  }
}
