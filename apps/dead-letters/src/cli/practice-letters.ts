import { AwardCredit, compose, type Envelope, RegisterCustomer } from '@ellity/contracts';
import { randomUUID } from 'node:crypto';

/** A message that is sure to become a dead letter, and what there is to practise with it. */
export interface PracticeLetter {
  readonly id: string;
  readonly exchange: string;
  readonly routingKey: string;
  readonly type: string;
  readonly body: Buffer;
  /** The code that its letter will have. */
  readonly code: string;
  readonly lesson: string;
}

const source = 'operator';
const credits = 'loyalty-core.credits';
const customers = 'loyalty-core.customers';
/** By which loyalty-core knows what meets its bug. */
const bugMark = 'practice-bug';

/**
 * One letter of every kind that a running system can be brought to make, and several of the kind that is worth an edit.
 * They name the shop `demo`, or one that does not exist, and addresses under `.test`: nobody real can gain or hear
 * anything by them, also where they are sent back. `hasBug`: loyalty-core has the bug that some of them meet.
 */
export function practiceLetters(shopId: string, { hasBug = false } = {}): PracticeLetter[] {
  const about = { source, shopId };
  const key = (): string => `practice-${randomUUID()}`;
  const award = (amount: string, reference: string | null = null): Envelope =>
    compose(
      AwardCredit,
      { email: anAddress(), amount, reason: 'practice', reference, idempotencyKey: key() },
      about,
    );
  const registration = compose(
    RegisterCustomer,
    { email: anAddress(), registered: true, idempotencyKey: key() },
    { ...about, shopId: 'no-such-shop' },
  );
  return [
    ...['10', '20', '30'].map((amount) =>
      letter(
        award(amount),
        credits,
        'data-invalid',
        'edit --set amount=10.00, preview, replay: all delivered',
      ),
    ),
    ...(hasBug ? ['10.00', '20.00'] : []).map((amount) =>
      letter(
        award(amount, bugMark),
        credits,
        'practice-bug',
        'preview: it would fail again; npm run break -- demo --mend, then replay: all delivered',
      ),
    ),
    {
      ...letter(
        award('10.00'),
        credits,
        'body-not-json',
        'show, then discard: its sender must publish it anew',
      ),
      body: Buffer.from('{"specversion":"1.0","type":"loyalty.AwardCredit.v1",'),
    },
    letter(
      {
        ...award('10.00'),
        type: 'loyalty.AwardCredit.v9',
        dataschema: 'urn:ellity:message:loyalty.AwardCredit.v9',
      },
      credits,
      'type-unknown',
      'preview: it would fail again until its receiver knows the version',
    ),
    letter(registration, customers, 'unknown-shop', 'replay: it stops itself or fails again; then discard'),
    {
      ...letter(
        { ...award('10.00'), type: 'loyalty.PracticeHeld.v1' },
        'loyalty.PracticeHeld.v1',
        'unrouted',
        'list --queue unrouted; a replay brings it back here while nobody is bound',
      ),
      exchange: 'loyalty.events',
    },
  ];
}

const anAddress = (): string => `practice-${randomUUID().slice(0, 8)}@shop.test`;

const letter = (envelope: Envelope, routingKey: string, code: string, lesson: string): PracticeLetter => ({
  id: envelope.id,
  exchange: '',
  routingKey,
  type: envelope.type,
  body: Buffer.from(JSON.stringify(envelope)),
  code,
  lesson,
});
