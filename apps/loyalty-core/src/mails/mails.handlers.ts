import { type ConnectionState, ConnectionChanged } from '@ellity/contracts';
import { Consumer, Delivery, type Staged, type Transaction, type Writer } from '@ellity/messaging';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { MailSettingsService } from './mail-settings.service';

interface ConnectionWord {
  readonly shopId: string;
  readonly state: ConnectionState;
  readonly sequence: string;
}

/** Whether a shop is connected decides about a warning only. */
@Consumer('mails')
export class MailsHandlers implements Writer<ConnectionWord> {
  constructor(private readonly settings: MailSettingsService) {}

  @EventPattern(ConnectionChanged)
  connectionChanged(@Payload() { state }: ConnectionChanged, @Ctx() delivery: Delivery): void {
    const { shopid: shopId, sequence = '0' } = delivery.envelope;
    delivery.transaction.stage(this, { shopId, state, sequence }, delivery);
  }

  write({ manager }: Transaction, staged: readonly Staged<ConnectionWord>[]): Promise<void> {
    return this.settings.rememberConnections(
      manager,
      staged.map(({ item }) => item),
    );
  }
}
