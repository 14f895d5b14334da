import { contactPayload, type ContactState, type FieldFormat, remarkOn } from './contact-fields';

const aState = (over: Partial<ContactState> = {}): ContactState => ({
  email: 'jana@shop.test',
  firstName: 'Jana',
  lastName: 'Nováková',
  phone: '+420601002003',
  isRegistered: true,
  referralCode: 'JANA7K2M',
  referralLink: 'https://shop.test/?ref=JANA7K2M',
  balance: '1250.50',
  nextExpiration: { date: '2027-11-23', amount: '150.99' },
  lastChange: { amount: '-20.00', at: new Date('2026-11-23T23:30:00Z') },
  pin: '0042',
  expiring: { date: '2026-12-07', amount: '40.00' },
  ...over,
});
const czech: FieldFormat = {
  language: 'cs',
  timeZone: 'Europe/Prague',
  types: {},
  cleared: { string: '', date: null, url: '' },
};

describe('the fields of a contact', () => {
  it('show every number in the form of the shop, and the day of the shop', () => {
    expect(contactPayload(aState(), czech).custom_fields).toEqual({
      ellity_credit: '1 250,50',
      ellity_credit_num: 1250,
      ellity_pin: '0042',
      ellity_registered: 'registered',
      ellity_next_expiration_date: '2027-11-23',
      ellity_next_expiration_value: '150,99',
      ellity_next_expiration_value_num: 150,
      ellity_last_change_date: '2026-11-24',
      ellity_last_change_value: '-20,00',
      ellity_referral_code: 'JANA7K2M',
      ellity_referral_link: 'https://shop.test/?ref=JANA7K2M',
      ellity_expiring_date: '2026-12-07',
      ellity_expiring_value: '40,00',
    });
  });

  it('are all there for a customer about whom nothing but the profile is known', () => {
    const state = aState({
      isRegistered: false,
      balance: null,
      nextExpiration: null,
      lastChange: null,
      pin: null,
      expiring: null,
      referralCode: null,
      referralLink: null,
    });
    expect(contactPayload(state, czech).custom_fields).toEqual({
      ellity_credit: '0,00',
      ellity_credit_num: 0,
      ellity_pin: '',
      ellity_registered: 'anonymous',
      ellity_next_expiration_date: null,
      ellity_next_expiration_value: '',
      ellity_next_expiration_value_num: 0,
      ellity_last_change_date: null,
      ellity_last_change_value: '',
      ellity_referral_code: '',
      ellity_referral_link: '',
      ellity_expiring_date: null,
      ellity_expiring_value: '',
    });
  });

  it('take the form that an older field of the list holds', () => {
    const types = {
      ellity_credit: 'int',
      ellity_credit_num: 'string',
      ellity_next_expiration_date: 'string',
      ellity_registered: 'int',
    } as const;
    const fields = contactPayload(aState(), { ...czech, types }).custom_fields;
    expect(fields).toMatchObject({
      ellity_credit: 1250,
      ellity_credit_num: '1250',
      ellity_next_expiration_date: '2027-11-23',
    });
    expect(fields).not.toHaveProperty('ellity_registered');
  });

  it('keep a name of several words whole by always sending a surname', () => {
    expect(contactPayload(aState({ firstName: 'Jana Marie', lastName: null }), czech)).toMatchObject({
      name: 'Jana Marie',
      surname: '',
    });
    expect(
      contactPayload(aState({ firstName: null, lastName: null, phone: null }), czech),
    ).not.toHaveProperty('name');
  });
});

it('a PIN field that is a number is said to be unable to hold it', () => {
  expect(remarkOn('ellity_pin', 'int')).toBe('cannot-hold');
  expect(remarkOn('ellity_credit', 'int')).toBe('loses-decimals');
  expect(remarkOn('ellity_expiring_date', 'string')).toBe('fits');
});
