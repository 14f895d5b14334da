import type { MarketingConsent } from '@ellity/contracts';
import fc from 'fast-check';
import {
  isIn,
  isOutByUs,
  landingMs,
  type Membership,
  membershipActionFor,
  type MembershipStatus,
  type SeenMember,
} from './membership';
import { verdictAfterReadBack, verdictWithoutReadBack } from './verdict';

const at = new Date('2026-11-23T10:00:00Z');
const aMembership = (over: Partial<Membership>): Membership => ({
  status: 'subscribed',
  cause: 'ourselves',
  at,
  openUntil: null,
  isReturn: false,
  ...over,
});

describe('membership follows consent', () => {
  it.each<[string, MarketingConsent, MarketingConsent | null, Partial<Membership> | undefined, string]>([
    ['denied after we subscribed them', 'denied', 'granted', {}, 'unsubscribe'],
    ['denied after they signed up, as news', 'denied', 'granted', { cause: 'contact' }, 'unsubscribe'],
    ['denied of old, and signed up since', 'denied', 'denied', { cause: 'contact' }, 'none'],
    ['a box left unticked after a sign-up by form', 'denied', null, { cause: 'contact' }, 'none'],
    ['a box left unticked after a sign-up in the list', 'denied', null, { cause: 'unknown' }, 'none'],
    ['denied, not known to be a member', 'denied', 'granted', undefined, 'unsubscribe'],
    [
      'denied, and our leaving is not known to be made',
      'denied',
      'granted',
      { status: 'left', openUntil: at },
      'unsubscribe',
    ],
    ['denied, and out already', 'denied', 'granted', { status: 'left', cause: 'contact' }, 'none'],
    ['denied, and bounced', 'denied', 'granted', { status: 'bounced', cause: 'contact' }, 'none'],
    ['granted after we put them out', 'granted', 'denied', { status: 'left' }, 'subscribe'],
    ['granted after they left', 'granted', 'denied', { status: 'left', cause: 'contact' }, 'none'],
    [
      'granted, and they left before we came',
      'granted',
      'denied',
      { status: 'left', cause: 'unknown' },
      'none',
    ],
    [
      'granted, and our bringing back is not known to be made',
      'granted',
      'denied',
      { openUntil: at, isReturn: true },
      'subscribe',
    ],
    ['no word at all', 'unknown', 'granted', {}, 'none'],
  ])('%s', (_, consent, carried, membership, action) => {
    expect(membershipActionFor(consent, carried, membership && aMembership(membership))).toBe(action);
  });
});

/** An address at Ecomail and what we know of it, by the rules and no other code of ours. */
class World {
  time = at.getTime();
  /** Undefined: not in the list. */
  member: (SeenMember & { readonly by: 'contact' | 'ourselves' }) | undefined;
  known: Membership | undefined;
  consent: MarketingConsent = 'unknown';
  carried: MarketingConsent | null = null;
  isWritten = false;
  readonly returnsByUs: (SeenMember & { readonly by: string })[] = [];

  get now(): Date {
    return new Date(this.time);
  }

  /** A person signs up, leaves, bounces or complains; the notice of it may get lost. */
  person(status: MembershipStatus, isTold: boolean): void {
    if (status !== 'subscribed' && this.member?.status !== 'subscribed') return;
    if (this.member?.status === status) return;
    this.member = { status, leftAt: status === 'subscribed' ? null : this.now, by: 'contact' };
    if (!isTold) return;
    const notice = {
      status: status === 'subscribed' ? ('subscribed' as const) : ('unsubscribed' as const),
      listId: 1,
      receivedAt: this.now,
    };
    const connection = { state: 'active', list_id: 1 };
    const verdict =
      verdictWithoutReadBack(notice, connection, this.known) ??
      verdictAfterReadBack(notice, status, this.known);
    if (verdict === 'genuine') this.known = aMembership({ status, cause: 'contact', at: this.now });
  }

  /** What the shop says is written; the call is made, or not made, or made without our learning it. */
  write(consent: MarketingConsent, outcome: 'done' | 'refused' | 'unanswered'): void {
    this.consent = consent;
    if (!this.isWritten) return this.create(outcome);
    const action = membershipActionFor(this.consent, this.carried, this.known);
    if (action === 'none') {
      this.carried = consent;
      return;
    }
    const status = action === 'subscribe' ? 'subscribed' : 'left';
    const isOutOurs = this.known !== undefined && isOutByUs(this.member, this.known);
    if (!(action === 'subscribe' ? isOutOurs : isIn(this.member))) {
      if (this.member && !isOutOurs)
        this.known = aMembership({ status: this.member.status, cause: 'unknown', at: this.now });
      this.carried = consent;
      return;
    }
    this.known = aMembership({ status, at: this.now, isReturn: status === 'subscribed' });
    if (outcome !== 'refused') this.set(status);
    if (outcome === 'done') this.carried = consent;
    else this.known = { ...this.known, openUntil: new Date(this.time + landingMs) };
  }

  private create(outcome: 'done' | 'refused' | 'unanswered'): void {
    const wanted = this.consent === 'granted' ? 'subscribed' : 'left';
    const isEnded = this.known?.openUntil && this.known.openUntil < this.now;
    if (!this.known || isEnded) this.known = aMembership({ status: wanted, at: this.now });
    const status = this.known.status === 'subscribed' ? wanted : 'left';
    if (outcome !== 'refused' && !this.member) this.set(status);
    const openUntil = outcome === 'done' ? null : new Date(this.time + landingMs);
    if (this.known.cause === 'ourselves') this.known = { ...this.known, openUntil };
    if (outcome === 'done') this.isWritten = true;
  }

  private set(status: 'subscribed' | 'left'): void {
    if (status === 'subscribed' && this.member) this.returnsByUs.push(this.member);
    this.member = { status, leftAt: status === 'left' ? this.now : null, by: 'ourselves' };
  }
}

it('nobody who left, bounced or complained comes back through us, whatever happened, was lost or was refused', () => {
  const person = fc.record({
    status: fc.constantFrom<MembershipStatus>('subscribed', 'left', 'bounced', 'complained'),
    isTold: fc.boolean(),
  });
  const write = fc.record({
    consent: fc.constantFrom<MarketingConsent>('granted', 'denied', 'unknown'),
    outcome: fc.constantFrom<'done' | 'refused' | 'unanswered'>('done', 'refused', 'unanswered'),
  });
  const step = fc.record({ hours: fc.constantFrom(2, 24), act: fc.oneof(person, write) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const world = new World();
      for (const { hours, act } of steps) {
        world.time += hours * 3_600_000;
        if ('status' in act) world.person(act.status, act.isTold);
        else world.write(act.consent, act.outcome);
      }
      expect(world.returnsByUs.filter(({ by }) => by === 'contact')).toEqual([]);
    }),
    { numRuns: 3_000 },
  );
});
