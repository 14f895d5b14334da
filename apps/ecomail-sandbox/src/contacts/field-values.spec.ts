import type { FieldDefinition } from '../store/rows';
import { initialSwitches, type SwitchValues } from '../switches/switches';
import { type FieldRules, fieldWrite } from './field-values';

const known: Readonly<Record<string, FieldDefinition>> = {
  credit: { type: 'string', name: 'credit' },
  points: { type: 'int', name: 'points' },
  since: { type: 'date', name: 'since' },
  link: { type: 'url', name: 'link' },
  blob: { type: 'json', name: 'blob' },
};

const rules = (over: Partial<FieldRules> = {}, switches: Partial<SwitchValues> = {}): FieldRules => ({
  unknownField: 'drop',
  takesTypedForm: true,
  ...over,
  switches: { ...initialSwitches, ...switches },
});

describe('custom fields (section 3)', () => {
  it('a plain value makes a string field, the typed form a field of its type', () => {
    const sent = {
      tier: 'gold',
      age: { value: 27, type: 'int' },
      born: { value: '2022-01-20', type: 'date' },
    };
    expect(fieldWrite({}, sent, {}, rules({ unknownField: 'create' }))).toEqual({
      fields: { tier: 'gold', age: 27, born: '2022-01-20' },
      created: {
        tier: { type: 'string', name: 'tier' },
        age: { type: 'int', name: 'age' },
        born: { type: 'date', name: 'born' },
      },
      problems: [],
    });
  });

  it('keys are trimmed and lower-cased', () => {
    expect(fieldWrite({}, { ' CREDIT ': '10,00' }, known, rules()).fields).toEqual({ credit: '10,00' });
  });

  it('two keys that differ only by case or spaces are refused', () => {
    expect(fieldWrite({}, { Credit: '1', 'credit ': '2' }, known, rules()).problems).toMatchObject([
      { field: 'custom_fields.credit', code: 'custom_field_duplicate' },
    ]);
  });

  it.each([
    ['points', 'ten'],
    ['points', 1.5],
    ['since', '20. 1. 2022'],
    ['since', '2022-02-30'],
    ['link', 'shop.cz/me'],
    ['blob', '{broken'],
    ['credit', { a: 1 }],
  ])('%s does not take %j', (key, value) => {
    expect(fieldWrite({}, { [key]: value }, known, rules()).problems).toHaveLength(1);
  });

  it.each([
    ['points', '-12', -12],
    ['since', '2026-12-31', '2026-12-31'],
    ['link', 'https://shop.cz/me', 'https://shop.cz/me'],
    ['blob', '{"a":1}', '{"a":1}'],
    ['credit', 5, '5'],
  ])('%s keeps %j as %j', (key, value, kept) => {
    expect(fieldWrite({}, { [key]: value }, known, rules()).fields).toEqual({ [key]: kept });
  });

  it('a bad value clears the field or is kept as text when switched so', () => {
    const stored = { points: 3 };
    expect(
      fieldWrite(stored, { points: 'ten' }, known, rules({}, { badFieldValue: 'clear' })).fields,
    ).toEqual({});
    expect(
      fieldWrite(stored, { points: 'ten' }, known, rules({}, { badFieldValue: 'store' })).fields,
    ).toEqual({ points: 'ten' });
  });

  it('what was not sent stays, or goes when writing replaces', () => {
    const stored = { credit: '1', points: 3 };
    expect(fieldWrite(stored, { credit: '2' }, known, rules()).fields).toEqual({ credit: '2', points: 3 });
    expect(fieldWrite(stored, { credit: '2' }, known, rules({}, { fieldWrite: 'replace' })).fields).toEqual({
      credit: '2',
    });
  });

  it.each([
    ['', 'emptyText'],
    [null, 'nullValue'],
  ] as const)('%j clears a field, or keeps it when switched so', (value, name) => {
    expect(fieldWrite({ credit: '1' }, { credit: value }, known, rules()).fields).toEqual({});
    expect(
      fieldWrite({ credit: '1' }, { credit: value }, known, rules({}, { [name]: 'keeps' })).fields,
    ).toEqual({ credit: '1' });
  });

  it('an unknown field is dropped, refused or created', () => {
    const write = (unknownField: FieldRules['unknownField']) =>
      fieldWrite({}, { other: 'x' }, known, rules({ unknownField }));
    expect(write('drop')).toEqual({ fields: {}, created: {}, problems: [] });
    expect(write('refuse').problems).toMatchObject([{ code: 'custom_field_unknown' }]);
    expect(write('create').created).toEqual({ other: { type: 'string', name: 'other' } });
  });

  it('the typed form is refused where it is not taken', () => {
    const write = fieldWrite(
      {},
      { points: { value: 1, type: 'int' } },
      known,
      rules({ takesTypedForm: false }),
    );
    expect(write.problems).toMatchObject([{ field: 'custom_fields.points' }]);
  });

  it('more than 5,000 characters in total are refused, or cut when switched so (section 1)', () => {
    const sent = { credit: 'x'.repeat(4999), blob: '"yy"' };
    expect(fieldWrite({}, sent, known, rules()).problems).toMatchObject([{ code: 'custom_fields_too_long' }]);
    const cut = fieldWrite({}, sent, known, rules({}, { fieldsTooLong: 'cut' }));
    expect(Object.values(cut.fields).join('')).toHaveLength(5000);
  });

  it('keys count towards the total only when switched so', () => {
    const sent = { credit: 'x'.repeat(4998) };
    expect(fieldWrite({}, sent, known, rules()).problems).toEqual([]);
    expect(fieldWrite({}, sent, known, rules({}, { fieldsTotal: 'keys-and-values' })).problems).toHaveLength(
      1,
    );
  });
});
