import { changesOf, dataFrom, dataIn, fieldsOf, newField } from './edited-data';

const data = { amount: '10', idempotencyKey: 'order-1', customerId: 'c', days: 30, person: { name: 'Jana' } };

describe('the data of a letter that is edited', () => {
  it('is found in a message, and nowhere else', () => {
    expect(dataIn(JSON.stringify({ data }))).toEqual(data);
    for (const body of [null, 'no JSON', '[]', '{"data":[]}', '{"other":{}}'])
      expect(dataIn(body)).toBeUndefined();
  });

  it('stays what it was where nothing is typed; ids are locked', () => {
    const fields = fieldsOf(data);
    expect(dataFrom(fields)).toEqual(data);
    expect(fields.filter(({ isLocked }) => isLocked).map(({ name }) => name)).toEqual([
      'idempotencyKey',
      'customerId',
    ]);
  });

  it('keeps texts texts and numbers numbers; unfinished JSON is no data yet', () => {
    const typed = (name: string, text: string) =>
      fieldsOf(data).map((field) => (field.name === name ? { ...field, text } : field));
    expect(dataFrom(typed('amount', '10.00'))).toMatchObject({ amount: '10.00' });
    expect(dataFrom(typed('days', '31'))).toMatchObject({ days: 31 });
    expect(dataFrom(typed('person', '{"name":'))).toBeUndefined();
  });

  it('shows what is changed, added and removed', () => {
    const [amount, ...rest] = fieldsOf(data).filter(({ name }) => name !== 'days');
    const after = dataFrom([
      ...(amount ? [{ ...amount, text: '10.00' }] : []),
      ...rest,
      { ...newField('note'), text: 'by hand' },
    ]);
    expect(changesOf(data, after ?? {})).toEqual([
      { name: 'amount', before: '"10"', after: '"10.00"' },
      { name: 'days', before: '30', after: undefined },
      { name: 'note', before: undefined, after: '"by hand"' },
    ]);
  });
});
