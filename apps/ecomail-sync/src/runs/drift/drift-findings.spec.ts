import type { EcomailMember } from '@ellity/ecomail';
import type { Membership, MembershipStatus } from '../../membership/membership';
import { noticeMissed } from '../../membership/verdict';
import type { BuiltContact, DirtyContact } from '../../mirror/dirty-contacts';
import { type Expected, fieldsThatDiffer, findingsOn, isPageBelieved } from './drift-findings';

const expected: Expected = {
  format: { language: 'cs', timeZone: 'Europe/Prague', types: {}, cleared: { string: '', date: null } },
  lacking: [],
};

const contact = (
  fields: Readonly<Record<string, string | number | null>>,
  over: Partial<BuiltContact> = {},
) => ({
  row: { customer_id: 'c1', left_out: {} } as unknown as DirtyContact,
  payload: { email: 'jana@shop.test', custom_fields: fields },
  hash: '',
  isNew: false,
  carriedConsent: null,
  isStored: true,
  isUnchanged: true,
  leftOut: {},
  writtenParts: [],
  isPinUnreadable: false,
  ...over,
});

describe('the fields of a contact that drifted', () => {
  const differs = (
    shown: Readonly<Record<string, unknown>>,
    written: Readonly<Record<string, string | number | null>>,
    over: Partial<BuiltContact> = {},
    expecting: Expected = expected,
  ) => fieldsThatDiffer(shown, contact(written, over), expecting);

  it('are those that show something else, whatever form the account keeps them in', () =>
    expect(
      differs(
        { ellity_credit: '12,00', ellity_credit_num: '12', ellity_pin: '42' },
        { ellity_credit: '10,00', ellity_credit_num: 12, ellity_pin: '0042' },
      ),
    ).toEqual(['ellity_credit', 'ellity_pin']));

  it('are those that somebody filled in again after we cleared them, where the account clears at all', () => {
    const shown = {
      ellity_pin: '1234',
      ellity_next_expiration_date: '2030-01-01',
      ellity_referral_link: 'https://x.test',
    };
    const written = { ellity_pin: '', ellity_next_expiration_date: null, ellity_referral_link: '' };
    expect(differs(shown, written)).toEqual(['ellity_next_expiration_date', 'ellity_pin']);
  });

  it('are never those that Ecomail refused, or that the list has no more', () => {
    const written = { ellity_referral_link: 'https://shop.test/r', ellity_referral_code: 'R' };
    expect(
      differs(
        {},
        written,
        { leftOut: { ellity_referral_link: 'no' } },
        { ...expected, lacking: ['ellity_referral_code'] },
      ),
    ).toEqual([]);
  });

  it('leave out the last change where it was announced together with others', () => {
    const written = { ellity_last_change_value: '3,00', ellity_credit: '8,00' };
    const shown = { ellity_last_change_value: '8,00', ellity_credit: '8,00' };
    expect(differs(shown, written, { isStored: false })).toEqual([]);
    expect(differs(shown, written)).toEqual(['ellity_last_change_value']);
  });
});

describe('what a page shows', () => {
  const member = (email: string, status: MembershipStatus, code = 1) => ({
    row: { email, status: code, custom_fields: { ellity_credit: '5,00' } } as unknown as EcomailMember,
    status,
  });
  const known = (status: MembershipStatus) => ({ status, cause: 'contact' }) as unknown as Membership;
  const nobody = { settled: new Map(), customers: new Map(), memberships: new Map() };

  it('is a stranger where the shop never told of the address, and no drift of a customer who is being written', () => {
    const page = [member('a@shop.test', 'subscribed'), member('B@shop.test', 'subscribed')];
    const memberships = new Map(page.map(({ row }) => [row.email, known('subscribed')]));
    const customers = new Map([['b@shop.test', 'cb']]);
    expect(findingsOn(page, { ...nobody, memberships, customers }, expected)).toEqual({
      changed: [],
      statuses: [],
      strangers: ['a@shop.test'],
      skipped: ['cb'],
    });
  });

  it('is compared with what was written to whoever is settled', () => {
    const settled = new Map([['jana@shop.test', contact({ ellity_credit: '6,00' })]]);
    const customers = new Map([['jana@shop.test', 'c1']]);
    const memberships = new Map([['Jana@shop.test', known('subscribed')]]);
    const page = [member('Jana@shop.test', 'subscribed')];
    expect(findingsOn(page, { settled, customers, memberships }, expected).changed).toMatchObject([
      { fields: ['ellity_credit'] },
    ]);
  });

  it('takes a soft bounce for a bounce where an older version had read it so', () => {
    const page = [member('a@shop.test', 'subscribed', 3)];
    const memberships = new Map([['a@shop.test', known('bounced')]]);
    expect(findingsOn(page, { ...nobody, memberships }, expected).statuses).toEqual([]);
  });
});

it.each<[MembershipStatus, MembershipStatus | undefined, string | undefined]>([
  ['subscribed', 'subscribed', undefined],
  ['subscribed', 'left', 'subscribed'],
  ['subscribed', undefined, 'subscribed'],
  ['unconfirmed', 'left', 'subscribed'],
  ['left', 'subscribed', 'unsubscribed'],
  ['complained', 'left', 'unsubscribed'],
  ['left', undefined, undefined],
  ['unknown', 'subscribed', undefined],
])('who is %s in the list and was known as %s is told of as %s', (seen, known, told) =>
  expect(noticeMissed(seen, known && { status: known })).toBe(told),
);

it('pages are believed about who is absent only after many were looked for and none of them was there', () => {
  expect(isPageBelieved({ gone: 100, there: 0 })).toBe(true);
  expect(isPageBelieved({ gone: 99, there: 0 })).toBe(false);
  expect(isPageBelieved({ gone: 500, there: 1 })).toBe(false);
});
