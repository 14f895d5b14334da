import { type Membership, membershipStatusOf } from './membership';
import { verdictAfterReadBack, verdictWithoutReadBack } from './verdict';

const now = new Date('2026-11-23T10:00:00Z');
const minutes = (count: number): Date => new Date(now.getTime() + count * 60_000);
const connection = { state: 'active', list_id: 1 };
const subscribed = { status: 'subscribed', listId: 1, receivedAt: now } as const;
const unsubscribed = { status: 'unsubscribed', listId: 1, receivedAt: now } as const;
const row = (
  status: Membership['status'],
  cause: Membership['cause'],
  over: Partial<Membership> = {},
): Membership => ({
  status,
  cause,
  at: now,
  openUntil: null,
  isReturn: false,
  ...over,
});

describe('without a read-back', () => {
  it('the echo of our own subscribing is recognised', () => {
    expect(verdictWithoutReadBack(subscribed, connection, row('subscribed', 'ourselves'))).toBe('echo');
    expect(verdictWithoutReadBack(unsubscribed, connection, row('left', 'ourselves'))).toBe('echo');
  });

  it('a contact that left after we had subscribed it comes back by itself', () => {
    expect(verdictWithoutReadBack(subscribed, connection, row('left', 'contact'))).toBeUndefined();
    expect(verdictAfterReadBack(subscribed, 'subscribed', row('left', 'contact'))).toBe('genuine');
  });

  it('a contact that we created without consent and that signs up is no echo', () => {
    expect(verdictWithoutReadBack(subscribed, connection, row('left', 'ourselves'))).toBeUndefined();
  });

  it('another list and a shop without a connection are told apart', () => {
    expect(verdictWithoutReadBack({ ...subscribed, listId: 2 }, connection, undefined)).toBe('other-list');
    expect(verdictWithoutReadBack(subscribed, undefined, undefined)).toBe('no-connection');
    expect(verdictWithoutReadBack(subscribed, { ...connection, state: 'inactive' }, undefined)).toBe(
      'no-connection',
    );
  });

  it('a paused connection decides what it can and leaves the rest', () => {
    expect(verdictWithoutReadBack(subscribed, { ...connection, state: 'paused' }, undefined)).toBeUndefined();
  });
});

describe('after a read-back', () => {
  it.each([
    ['subscribed', 1, undefined, 'genuine'],
    ['subscribed', 2, undefined, 'not-so'],
    ['subscribed', 6, undefined, 'unconfirmed'],
    ['subscribed', undefined, undefined, 'not-so'],
    ['unsubscribed', 2, row('subscribed', 'contact'), 'genuine'],
    ['unsubscribed', 2, row('subscribed', 'ourselves'), 'genuine'],
    ['unsubscribed', 1, row('subscribed', 'contact'), 'not-so'],
    ['unsubscribed', 5, row('subscribed', 'contact'), 'genuine'],
  ] as const)('%s with status %s at Ecomail, known %o: %s', (status, code, known, verdict) => {
    expect(
      verdictAfterReadBack({ status, listId: 1, receivedAt: now }, membershipStatusOf(code), known),
    ).toBe(verdict);
  });

  it('a repeated notice tells of no change', () => {
    expect(verdictAfterReadBack(subscribed, 'subscribed', row('subscribed', 'contact'))).toBe('not-so');
    expect(verdictAfterReadBack(subscribed, 'subscribed', row('subscribed', 'unknown'))).toBe('not-so');
    expect(verdictAfterReadBack(unsubscribed, 'left', row('left', 'contact'))).toBe('not-so');
  });
});

describe('an intent that is not known to have been carried out', () => {
  const open = row('subscribed', 'ourselves', { openUntil: minutes(10) });

  it('makes an echo of whatever may still be its own, also when the write was refused or showed late', () => {
    expect(verdictWithoutReadBack({ ...subscribed, receivedAt: minutes(9) }, connection, open)).toBe('echo');
  });

  it('ends by itself: whoever signs up by form in a long pause is believed', () => {
    const notice = { ...subscribed, receivedAt: minutes(11) };
    expect(verdictWithoutReadBack(notice, connection, open)).toBeUndefined();
    expect(verdictAfterReadBack(notice, 'subscribed', open)).toBe('genuine');
  });

  it('of later than the notice did not cause what the notice tells of', () => {
    const later = row('subscribed', 'ourselves', { at: minutes(30) });
    expect(verdictWithoutReadBack(subscribed, connection, later)).toBeUndefined();
    expect(verdictAfterReadBack(subscribed, 'subscribed', later)).toBe('genuine');
  });

  it('to put somebody out never hides that they left by themselves', () => {
    const leaving = row('left', 'ourselves', { openUntil: minutes(10) });
    expect(verdictWithoutReadBack(unsubscribed, connection, leaving)).toBeUndefined();
    expect(verdictAfterReadBack(unsubscribed, 'left', leaving)).toBe('genuine');
  });
});
