import { type ContactChange, contactRowsOf } from './contact-change';

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
