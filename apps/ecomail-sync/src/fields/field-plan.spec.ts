import { fieldNames, typeOfField } from './field-definitions';
import { fieldPlan, foreignFieldsOf, typesOf } from './field-plan';

describe('the fields of a list', () => {
  it('are all created in a new list', () => {
    expect(fieldPlan({ points: 'int' })).toEqual({ missing: fieldNames, blocker: undefined, remarks: [] });
  });

  it('are left alone where they exist', () => {
    expect(fieldPlan(Object.fromEntries(fieldNames.map((name) => [name, typeOfField(name)])))).toEqual({
      missing: [],
      blocker: undefined,
      remarks: [],
    });
  });

  it('with another type are kept, with a remark', () => {
    const plan = fieldPlan({
      ...Object.fromEntries(fieldNames.map((name) => [name, typeOfField(name)])),
      ellity_credit: 'int',
    });
    expect(plan.remarks).toEqual([
      'ellity_credit exists in the list as int instead of string; it is written without decimals',
    ]);
    expect(
      typesOf({
        ...Object.fromEntries(fieldNames.map((name) => [name, typeOfField(name)])),
        ellity_credit: 'int',
      }).ellity_credit,
    ).toBe('int');
  });

  it('block an activation when the PIN is a number', () => {
    expect(fieldPlan({ ellity_pin: 'int' }).blocker).toContain('leading zeros');
  });

  it('of others are told apart', () => {
    expect(
      foreignFieldsOf({
        ...Object.fromEntries(fieldNames.map((name) => [name, typeOfField(name)])),
        points: 'int',
      }),
    ).toEqual(['points']);
  });
});
