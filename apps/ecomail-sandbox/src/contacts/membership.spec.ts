import type { ContactStatus } from '@ellity/ecomail';
import { bulkDecision, subscribeDecision, type SubscribeWish } from './membership';

const wish = (over: Partial<SubscribeWish>): SubscribeWish => ({
  current: undefined,
  given: undefined,
  isUpdating: false,
  isResubscribing: false,
  needsConfirmation: false,
  revivesBounced: false,
  ...over,
});
const statusOf = (over: Partial<SubscribeWish>): ContactStatus => subscribeDecision(wish(over)).status;

describe('the single subscribe call (section 4.3)', () => {
  it('a new contact is subscribed, or enters with the given status', () => {
    expect(statusOf({})).toBe(1);
    expect(statusOf({ given: 2 })).toBe(2);
    expect(statusOf({ given: 5 })).toBe(5);
  });

  it('with double opt-in whoever would be subscribed waits for the confirmation that is sent', () => {
    expect(subscribeDecision(wish({ needsConfirmation: true, given: 1 }))).toMatchObject({
      status: 6,
      sendsConfirmation: true,
    });
    expect(subscribeDecision(wish({ needsConfirmation: true, given: 2 }))).toMatchObject({
      status: 2,
      sendsConfirmation: false,
    });
  });

  it('a contact that left stays so without resubscribe, whatever status is given', () => {
    expect(subscribeDecision(wish({ current: 2 }))).toMatchObject({ status: 2, isResubscribeRefused: true });
    expect(subscribeDecision(wish({ current: 2, given: 1, isUpdating: true }))).toMatchObject({
      status: 2,
      isResubscribeRefused: true,
    });
  });

  it('resubscribe brings a contact back, unless another status is given', () => {
    expect(statusOf({ current: 2, isResubscribing: true })).toBe(1);
    expect(statusOf({ current: 2, isResubscribing: true, given: 1 })).toBe(1);
    expect(statusOf({ current: 2, isResubscribing: true, given: 2 })).toBe(2);
    expect(statusOf({ current: 2, isResubscribing: true, needsConfirmation: true })).toBe(6);
  });

  it('those who bounced or complained come back only when switched so (section 4.1)', () => {
    expect(statusOf({ current: 4, isResubscribing: true })).toBe(4);
    expect(statusOf({ current: 5, isResubscribing: true, revivesBounced: true })).toBe(1);
  });

  it('a given status reaches an existing contact only with update_existing', () => {
    expect(statusOf({ current: 1, given: 2 })).toBe(1);
    expect(statusOf({ current: 1, given: 2, isUpdating: true })).toBe(2);
  });
});

describe('the bulk calls (sections 4.4 and 4.6)', () => {
  const bulk = (over: Partial<SubscribeWish>) => bulkDecision(wish(over));

  it('a new contact is subscribed without double opt-in, or takes the given status', () => {
    expect(bulk({ needsConfirmation: true })).toBe(1);
    expect(bulk({ given: 2 })).toBe(2);
  });

  it('an omitted status changes nobody who is there', () => {
    for (const current of [1, 2, 4, 5, 6] as const) expect(bulk({ current })).toBe(current);
  });

  it('a contact that left comes back only with the flag', () => {
    expect(bulk({ current: 2, given: 1 })).toBe(2);
    expect(bulk({ current: 2, given: 1, isResubscribing: true })).toBe(1);
  });
});
