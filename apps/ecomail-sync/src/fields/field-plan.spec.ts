import { fieldNames, fieldTypes } from './contact-fields';
import { fieldPlan, foreignFieldsOf, typesOf } from './field-plan';

describe('the fields of a list', () => {
  it('are all created in a new list', () => {
    expect(fieldPlan({ points: 'int' })).toEqual({ missing: fieldNames, blocker: undefined, remarks: [] });
  });

  it('are left alone where they exist', () => {
    expect(fieldPlan(fieldTypes)).toEqual({ missing: [], blocker: undefined, remarks: [] });
  });

  it('with another type are kept, with a remark', () => {
    const plan = fieldPlan({ ...fieldTypes, ellity_credit: 'int' });
    expect(plan.remarks).toEqual([
      'ellity_credit exists in the list as int instead of string; it is written without decimals',
    ]);
    expect(typesOf({ ...fieldTypes, ellity_credit: 'int' }).ellity_credit).toBe('int');
  });

  it('block an activation when the PIN is a number', () => {
    expect(fieldPlan({ ellity_pin: 'int' }).blocker).toContain('leading zeros');
  });

  it('of others are told apart', () => {
    expect(foreignFieldsOf({ ...fieldTypes, points: 'int' })).toEqual(['points']);
  });
});
