import {
  ChangeCustomerEmail,
  ContactStatusChanged,
  RecordConsent,
  RegisterCustomer,
  RepublishCustomer,
} from '@ellity/contracts';
import { Consumer, Delivery, PermanentError } from '@ellity/messaging';
import { Clock } from '@ellity/platform';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { customerAt, customerNamed } from '../customers/customer';
import { ListLeavingsService } from './list-leavings.service';
import { isTooFarAhead, type ProfileChange } from './profile-command';
import { ProfilesService } from './profiles.service';

@Consumer('customers')
export class ProfilesHandlers {
  constructor(
    private readonly profiles: ProfilesService,
    private readonly leavings: ListLeavingsService,
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
      source: asked.source ?? null,
      proof: asked.proof ?? null,
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

  /**
   * The mailing list is believed in one direction only. A return there is no consent for the shop; what we did
   * ourselves followed from a decision that is known here; a bounce is the mailbox's word, not the person's.
   */
  @EventPattern(ContactStatusChanged)
  contactStatusChanged(@Payload() told: ContactStatusChanged, @Ctx() delivery: Delivery): void {
    const { email, status, cause, changedAt } = told;
    if (cause === 'ourselves' || (status !== 'left' && status !== 'complained')) {
      delivery.noOp('no-decision');
      return;
    }
    const { shopid: shopId, source: service } = delivery.envelope;
    const at = this.decidedAt(changedAt);
    const leaving = {
      customer: customerAt(shopId, email),
      at,
      proof: `${status}, told by the list`,
      service,
    };
    delivery.transaction.stage(this.leavings, leaving, delivery);
  }

  private stage(delivery: Delivery, key: string, email: string | undefined, change: ProfileChange): void {
    const { type, shopid: shopId, source } = delivery.envelope;
    const customer = customerNamed(delivery.envelope, email);
    const by = { service: source, actor: null, key, runId: null };
    const command = { type, shopId, source, key, customer, change, by };
    delivery.transaction.stage(this.profiles, command, delivery);
  }

  private decidedAt(instant: string): Date {
    const at = new Date(instant);
    if (isTooFarAhead(at, this.clock.now())) {
      throw new PermanentError('instant-in-future', 'the decision lies more than 60 s ahead of this clock');
    }
    return at;
  }
}
