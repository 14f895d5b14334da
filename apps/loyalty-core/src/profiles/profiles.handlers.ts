import { ChangeCustomerEmail, RecordConsent, RegisterCustomer, RepublishCustomer } from '@ellity/contracts';
import { Consumer, Delivery, PermanentError } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { customerAt, customerNamed } from '../customers/customer';
import type { ProfileChange } from './profile-command';
import { ProfilesService } from './profiles.service';

const aheadMaxMs = 60_000;

@Consumer('customers')
export class ProfilesHandlers {
  constructor(
    private readonly profiles: ProfilesService,
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

  @EventPattern(ChangeCustomerEmail)
  changeEmail(@Payload() asked: ChangeCustomerEmail, @Ctx() delivery: Delivery): void {
    const email = customerAt(delivery.envelope.shopid, asked.newEmail);
    this.stage(delivery, asked.idempotencyKey, asked.email, { kind: 'email', email });
  }

  @EventPattern(RepublishCustomer)
  republish(@Payload() asked: RepublishCustomer, @Ctx() delivery: Delivery): void {
    this.stage(delivery, asked.idempotencyKey, asked.email, { kind: 'republication' });
  }

  private stage(delivery: Delivery, key: string, email: string | undefined, change: ProfileChange): void {
    const { type, shopid: shopId, source } = delivery.envelope;
    const customer = customerNamed(delivery.envelope, email);
    const by = { service: source, actor: null, key, runId: null };
    const command = { type, shopId, source, key, customer, change, by };
    delivery.transaction.stage(this.profiles, command, delivery);
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
