import { RecordConsent, RegisterCustomer } from '@ellity/contracts';
import { Consumer, Delivery, PermanentError } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { customerNamed } from '../customers/customer';
import { type ProfileCommand, RegistrationsService } from './registrations.service';

const aheadMaxMs = 60_000;

@Consumer('customers')
export class ProfilesHandlers {
  constructor(
    private readonly registrations: RegistrationsService,
    private readonly clock: Clock,
  ) {}

  @EventPattern(RegisterCustomer)
  registerCustomer(@Payload() asked: RegisterCustomer, @Ctx() delivery: Delivery): void {
    const { idempotencyKey, email, ...registration } = asked;
    const at = this.decidedAt(delivery.envelope.time);
    this.stage(delivery, idempotencyKey, email, { kind: 'registration', registration, at });
  }

  @EventPattern(RecordConsent)
  recordConsent(@Payload() asked: RecordConsent, @Ctx() delivery: Delivery): void {
    const at = this.decidedAt(asked.decidedAt);
    this.stage(delivery, asked.idempotencyKey, asked.email, {
      kind: 'consent',
      consent: asked.marketingConsent,
      at,
    });
  }

  private stage(
    delivery: Delivery,
    key: string,
    email: string | undefined,
    change: ProfileCommand['change'],
  ): void {
    const { type, shopid: shopId, source } = delivery.envelope;
    const customer = customerNamed(delivery.envelope, email);
    delivery.transaction.stage(this.registrations, { type, shopId, source, key, customer, change }, delivery);
  }

  /** A decision dated in the future would win over every real one that follows. */
  private decidedAt(instant: string): Date {
    const at = new Date(instant);
    if (at.getTime() > this.clock.now().getTime() + aheadMaxMs) {
      throw new PermanentError('instant-in-future', 'the decision lies more than 60 s ahead of this clock');
    }
    return at;
  }
}
