import { type Membership, membershipStatusOf } from './membership';
import { verdictAfterLook, verdictWithoutLook } from './verdict';

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

describe('without a look', () => {
  it('the echo of our own subscribing is recognised', () => {
    expect(verdictWithoutLook(subscribed, connection, row('subscribed', 'ourselves'))).toBe('echo');
    expect(verdictWithoutLook(unsubscribed, connection, row('left', 'ourselves'))).toBe('echo');
  });

  it('a contact that left after we had subscribed it comes back by itself', () => {
    expect(verdictWithoutLook(subscribed, connection, row('left', 'contact'))).toBeUndefined();
    expect(verdictAfterLook(subscribed, 'subscribed', row('left', 'contact'))).toBe('genuine');
  });

  it('a contact that we created without consent and that signs up is no echo', () => {
    expect(verdictWithoutLook(subscribed, connection, row('left', 'ourselves'))).toBeUndefined();
  });

  it('another list and a shop without a connection are told apart', () => {
    expect(verdictWithoutLook({ ...subscribed, listId: 2 }, connection, undefined)).toBe('other-list');
    expect(verdictWithoutLook(subscribed, undefined, undefined)).toBe('no-connection');
    expect(verdictWithoutLook(subscribed, { ...connection, state: 'inactive' }, undefined)).toBe(
      'no-connection',
    );
  });

  it('a paused connection decides what it can and leaves the rest', () => {
    expect(verdictWithoutLook(subscribed, { ...connection, state: 'paused' }, undefined)).toBeUndefined();
  });
});

describe('after a look', () => {
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
    expect(verdictAfterLook({ status, listId: 1, receivedAt: now }, membershipStatusOf(code), known)).toBe(
      verdict,
    );
  });

  it('a repeated notice tells of no change', () => {
    expect(verdictAfterLook(subscribed, 'subscribed', row('subscribed', 'contact'))).toBe('not-so');
    expect(verdictAfterLook(subscribed, 'subscribed', row('subscribed', 'unknown'))).toBe('not-so');
    expect(verdictAfterLook(unsubscribed, 'left', row('left', 'contact'))).toBe('not-so');
  });
});

describe('an intent that is not known to have been carried out', () => {
  const open = row('subscribed', 'ourselves', { openUntil: minutes(10) });

  it('makes an echo of whatever may still be its own, also when the write was refused or showed late', () => {
    expect(verdictWithoutLook({ ...subscribed, receivedAt: minutes(9) }, connection, open)).toBe('echo');
  });

  it('ends by itself: whoever signs up by form in a long pause is believed', () => {
    const notice = { ...subscribed, receivedAt: minutes(11) };
    expect(verdictWithoutLook(notice, connection, open)).toBeUndefined();
    expect(verdictAfterLook(notice, 'subscribed', open)).toBe('genuine');
  });

  it('of later than the notice did not cause what the notice tells of', () => {
    const later = row('subscribed', 'ourselves', { at: minutes(30) });
    expect(verdictWithoutLook(subscribed, connection, later)).toBeUndefined();
    expect(verdictAfterLook(subscribed, 'subscribed', later)).toBe('genuine');
  });

  it('to put somebody out never hides that they left by themselves', () => {
    const leaving = row('left', 'ourselves', { openUntil: minutes(10) });
    expect(verdictWithoutLook(unsubscribed, connection, leaving)).toBeUndefined();
    expect(verdictAfterLook(unsubscribed, 'left', leaving)).toBe('genuine');
  });
});
