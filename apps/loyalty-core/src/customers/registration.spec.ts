import { contractOf, CustomerChanged } from '@ellity/contracts';
import { anonymousProfile, snapshotOf } from './customer';
import { consentedProfile, registeredProfile } from './registration';

const [monday, tuesday] = [new Date('2026-11-23T08:00:00Z'), new Date('2026-11-24T08:00:00Z')];

describe('a profile', () => {
  it('keeps what a registration does not name and empties what it names as null', () => {
    const jana = { ...anonymousProfile, firstName: 'Jana', phone: '+420601002003' };
    const completed = registeredProfile(jana, { registered: true, phone: null, group: 'VIP' }, monday);
    expect(completed).toEqual({ ...jana, registered: true, phone: null, group: 'VIP' });
  });

  it('stays registered', () => {
    const registered = { ...anonymousProfile, registered: true };
    expect(registeredProfile(registered, { registered: false }, monday).registered).toBe(true);
  });

  it('keeps a decision that a registration was not asked for', () => {
    const denied = consentedProfile(anonymousProfile, 'denied', monday);
    const registration = { registered: true, marketingConsent: 'unknown' } as const;
    expect(registeredProfile(denied, registration, tuesday).marketingConsent).toBe('denied');
  });

  it('holds the newest decision, in whatever order decisions arrive', () => {
    const late = consentedProfile(consentedProfile(anonymousProfile, 'denied', tuesday), 'granted', monday);
    expect(late).toMatchObject({ marketingConsent: 'denied', consentDecidedAt: tuesday });
  });
});

it('what is told of a customer is all that the contract knows, and nothing else', () => {
  const told = snapshotOf({ email: 'jana@shop.test', profile: anonymousProfile });
  expect(Object.keys(told).sort()).toEqual(Object.keys(contractOf(CustomerChanged).example).sort());
});
