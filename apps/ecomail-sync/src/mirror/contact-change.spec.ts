import { compose, CreditsExpiring } from '@ellity/contracts';
import { type ContactChange, contactRowsOf, warningChangeFrom } from './contact-change';

const aChange = (over: Partial<ContactChange>): ContactChange => ({
  eventId: 'e',
  source: 'loyalty-core',
  shopId: 'demo',
  customerId: 'jana',
  type: 'loyalty.CreditChanged.v1',
  group: 'credit',
  sequence: '0000000000000001',
  occurredAt: '2026-11-23T08:00:00Z',
  label: 'credit',
  announce: true,
  columns: {},
  numbers: {},
  reference: null,
  entryId: null,
  traceparent: null,
  ...over,
});

describe('a batch of changes', () => {
  it('gives one row per contact with the newest of each group', () => {
    const rows = contactRowsOf([
      aChange({ eventId: 'new', sequence: '0000000000000003' }),
      aChange({ eventId: 'old', sequence: '0000000000000002' }),
      aChange({ eventId: 'profile', group: 'profile' }),
    ]);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.newest.credit?.eventId).toBe('new');
    expect(rows[0]?.newest.profile?.eventId).toBe('profile');
  });

  it('is written in the same order by every process', () => {
    const contacts = ['b', 'c', 'a'].map((customerId) => aChange({ customerId }));
    expect(contactRowsOf(contacts).map(({ customerId }) => customerId)).toEqual(['a', 'b', 'c']);
    expect(contactRowsOf([...contacts].reverse()).map(({ customerId }) => customerId)).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it('keeps shops apart that know the same customer id', () => {
    expect(contactRowsOf([aChange({}), aChange({ shopId: 'other' })])).toHaveLength(2);
  });
});

describe('an expiry warning', () => {
  it.each([
    ['ecomail', true],
    ['system', false],
    [undefined, true],
  ] as const)('for %s starts an automation: %s', (target, announce) => {
    const warning = { amount: '5.00', expiresOn: '2027-01-01', leadDays: 14, ...(target && { target }) };
    const envelope = compose(CreditsExpiring, warning, {
      source: 'loyalty-core',
      shopId: 'demo',
      subject: '0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b01',
      sequence: '0000000000000001',
    });
    expect(warningChangeFrom(envelope, warning)).toMatchObject({ label: announce ? 'expiry' : null });
  });
});
