import { addressClaims, addressesInMotion, type Claimant } from './address-claims';
import type { DirtyContact } from './dirty-contacts';

const aClaimant = (
  customer_id: string,
  profile_sequence: string,
  over: Partial<Claimant> = {},
): Claimant => ({
  customer_id,
  address: 'jana@shop.test',
  profile_sequence,
  rejected_reason: null,
  has_parked: false,
  ...over,
});

describe('an address', () => {
  it('belongs to the customer with the newest profile; the others make way', () => {
    const claims = addressClaims([aClaimant('x', '9'), aClaimant('y', '10'), aClaimant('z', '8')]);
    expect(claims.superseded).toEqual(['x', 'z']);
    expect(claims.displaced).toEqual(new Set(['x', 'z']));
  });

  it('of one customer alone is free, and so are the events that waited for it', () => {
    expect(addressClaims([aClaimant('x', '9', { rejected_reason: 'address-in-use' })])).toMatchObject({
      superseded: [],
      freed: ['x'],
    });
    expect(addressClaims([aClaimant('x', '9', { has_parked: true })]).freed).toEqual(['x']);
  });

  it('that another has already is not asked for twice', () => {
    const parked = aClaimant('x', '9', { rejected_reason: 'address-in-use' });
    expect(addressClaims([parked, aClaimant('y', '10')])).toMatchObject({ superseded: [], freed: [] });
  });

  it('is looked at when a contact takes or leaves it, and not when only its fields change', () => {
    const contact = (email: string, stored_email: string | null, is_known = true) =>
      ({ email, address: email, stored_email, is_known }) as DirtyContact;
    expect(
      addressesInMotion([contact('a', 'a'), contact('b', 'c'), contact('d', null), contact('e', 'e', false)]),
    ).toEqual(['b', 'c', 'd', 'e']);
  });
});
