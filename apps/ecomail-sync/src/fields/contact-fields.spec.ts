import { contactPayload, writtenAfter, type FieldFormat, remarkOn } from './contact-fields';
import {
  columnsOfGroup,
  fieldDefinitions,
  fieldGroups,
  fieldNames,
  type ShownContact,
} from './field-definitions';

/** The examples of the columns, as a contact; other values where a test needs them. */
function aContact(over: Partial<ShownContact> = {}): ShownContact {
  const columns = fieldGroups.flatMap(columnsOfGroup);
  const kept = Object.fromEntries(
    columns.map(({ name, type, file }) => {
      const example = file?.[1] ?? null;
      return [name, type === 'timestamptz' && example !== null ? new Date(example as string) : example];
    }),
  );
  const change = { amount: kept.last_change_amount as string, at: kept.last_changed_at as Date };
  return { ...(kept as unknown as ShownContact), pin: '0042', change, ...over };
}
/** Of whom only an address is known. */
const nobody = aContact({
  ...Object.fromEntries(fieldGroups.flatMap(columnsOfGroup).map(({ name }) => [name, null])),
  ...{ email: 'jana@shop.test', pin: null, change: null },
});
const czech: FieldFormat = {
  language: 'cs',
  timeZone: 'Europe/Prague',
  types: {},
  cleared: { string: '', date: null, url: '' },
};

describe('the fields of a contact', () => {
  it.each(fieldNames)(
    'show what the definition of %s says, in the form and on the day of the shop',
    (name) => {
      const { example, atFirst, type } = fieldDefinitions[name];
      const shown = contactPayload(aContact(), czech, []).custom_fields;
      expect(shown).toHaveProperty(name, example);
      const cleared = Object.entries(czech.cleared).find(([one]) => one === type)?.[1];
      expect(contactPayload(nobody, czech, []).custom_fields).toHaveProperty(name, atFirst ?? cleared);
    },
  );

  it('show amounts as people of the shop write them, and the day that it was there', () => {
    expect(contactPayload(aContact(), czech, []).custom_fields).toMatchObject({
      ellity_credit: '1 250,50',
      ellity_credit_num: 1250,
      ellity_next_expiration_value_num: 150,
      ellity_last_change_date: '2026-11-24',
      ellity_last_change_value: '-20,00',
    });
    const english: FieldFormat = { ...czech, language: 'en', timeZone: 'America/New_York' };
    expect(contactPayload(aContact(), english, []).custom_fields).toMatchObject({
      ellity_credit: '1,250.50',
      ellity_last_change_date: '2026-11-23',
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
      ellity_next_expiration_date: '2027-06-30',
    });
    expect(fields).not.toHaveProperty('ellity_registered');
  });

  it('leave alone what the shop never knew of name, surname and phone', () => {
    const unnamed = aContact({ first_name: null, last_name: null, phone: null });
    expect(Object.keys(contactPayload(unnamed, czech, []))).toEqual(['email', 'custom_fields']);
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
