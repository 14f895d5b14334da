import { contactPayload, writtenAfter, type FieldFormat, remarkOn } from './contact-fields';
import type { ShownContact } from './field-definitions';

const aContact = (over: Partial<ShownContact> = {}): ShownContact => ({
  email: 'jana@shop.test',
  address: 'jana@shop.test',
  first_name: 'Jana',
  last_name: 'Nováková',
  phone: '+420601002003',
  is_registered: true,
  customer_group: null,
  referral_code: 'JANA7K2M',
  referral_link: 'https://shop.test/?ref=JANA7K2M',
  consent: 'granted',
  balance: '1250.50',
  next_expiration_on: '2027-11-23',
  next_expiration_amount: '150.99',
  change: { amount: '-20.00', at: new Date('2026-11-23T23:30:00Z') },
  pin: '0042',
  expiring_on: '2026-12-07',
  expiring_amount: '40.00',
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
    expect(contactPayload(aContact(), czech, []).custom_fields).toEqual({
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
    const contact = aContact({
      is_registered: false,
      balance: null,
      next_expiration_on: null,
      next_expiration_amount: null,
      change: null,
      pin: null,
      expiring_on: null,
      expiring_amount: null,
      referral_code: null,
      referral_link: null,
    });
    expect(contactPayload(contact, czech, []).custom_fields).toEqual({
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
    const fields = contactPayload(aContact(), { ...czech, types }, []).custom_fields;
    expect(fields).toMatchObject({
      ellity_credit: 1250,
      ellity_credit_num: '1250',
      ellity_next_expiration_date: '2027-11-23',
    });
    expect(fields).not.toHaveProperty('ellity_registered');
  });

  it('leave alone what the shop never knew of name, surname and phone', () => {
    const nobody = aContact({ first_name: null, last_name: null, phone: null });
    expect(Object.keys(contactPayload(nobody, czech, []))).toEqual(['email', 'custom_fields']);
    const named = contactPayload(aContact({ first_name: 'Jana', last_name: null, phone: null }), czech, []);
    expect(named).toMatchObject({ name: 'Jana' });
    expect(named).not.toHaveProperty('surname');
  });

  it('clear what was written of name, surname and phone and is no longer known', () => {
    const emptied = aContact({ first_name: 'Jana', last_name: null, phone: null });
    expect(contactPayload(emptied, czech, ['name', 'surname', 'phone'])).toMatchObject({
      name: 'Jana',
      surname: '',
      phone: '',
    });
  });

  it('keep a name of several words whole by sending a surname with it', () => {
    const contact = aContact({ first_name: 'Jana Marie', last_name: null });
    expect(contactPayload(contact, czech, [])).toMatchObject({ name: 'Jana Marie', surname: '' });
  });
});

describe('of what merchants fill in as well, ours after a write is', () => {
  const payload = { email: 'jana@shop.test', name: 'Jana', phone: '', custom_fields: {} };

  it('what it wrote, and what was written before and is not part of it', () => {
    expect(writtenAfter(['surname'], payload, false)).toEqual(['name', 'surname']);
  });

  it('what it cleared only while an older write may bring it back', () => {
    expect(writtenAfter(['phone'], payload, false)).toEqual(['name']);
    expect(writtenAfter(['phone'], payload, true)).toEqual(['name', 'phone']);
  });
});

it('a PIN field that is a number is said to be unable to hold it', () => {
  expect(remarkOn('ellity_pin', 'int')).toBe('cannot-hold');
  expect(remarkOn('ellity_credit', 'int')).toBe('loses-decimals');
  expect(remarkOn('ellity_expiring_date', 'string')).toBe('fits');
});
