import { ConnectionChanged } from '@ellity/contracts';
import { Consumer, Delivery, type Staged, type Transaction, type Writer } from '@ellity/messaging';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { type ConnectionWord, MerchantMailsService } from './merchant-mails.service';

/** Whether a shop is connected decides about a warning; that it stopped by itself is told to the merchant. */
@Consumer('mails')
export class MailsHandlers implements Writer<ConnectionWord> {
  constructor(private readonly merchantMails: MerchantMailsService) {}

  @EventPattern(ConnectionChanged)
  connectionChanged(
    @Payload() { state, reason, texts = null }: ConnectionChanged,
    @Ctx() delivery: Delivery,
  ): void {
    const { shopid: shopId, sequence = '0' } = delivery.envelope;
    delivery.transaction.stage(this, { shopId, state, reason, texts, sequence }, delivery);
  }

  write(transaction: Transaction, staged: readonly Staged<ConnectionWord>[]): Promise<void> {
    return this.merchantMails.remember(
      transaction,
      staged.map(({ item }) => item),
    );
  }
}
