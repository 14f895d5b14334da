import { AwardCredit, compose } from '@ellity/contracts';
import { givenBack, withData, withRules } from './edits';

const data = { email: 'jana@shop.test', amount: '10', reason: 'order', idempotencyKey: 'order-1' };
const award = compose(AwardCredit, data as AwardCredit, { source: 'shop-adapter', shopId: 'demo' });
const body = Buffer.from(JSON.stringify(award));
const dataIn = (edited: ReturnType<typeof withData>) =>
  edited.ok ? (JSON.parse(edited.body.toString()) as { data: unknown }).data : edited;

describe('an edited message', () => {
  it('keeps its envelope and gets the new data, which keeps the contract', () => {
    const edited = withData(body, { ...data, amount: '10.00' });
    expect(edited.ok && JSON.parse(edited.body.toString())).toEqual({
      ...award,
      data: { ...data, amount: '10.00' },
    });
    expect(withData(body, { ...data, reason: 'Order' })).toMatchObject({
      code: 'contract-broken',
      problems: [expect.stringContaining('amount'), expect.stringContaining('reason')],
    });
  });

  it('keeps every name by which it, or what it is about, is known', () => {
    for (const change of [{ idempotencyKey: 'order-2' }, { entryId: 'x' }])
      expect(withData(body, { ...data, amount: '10.00', ...change })).toMatchObject({ code: 'field-locked' });
    const rule = { what: 'remove', field: 'idempotencyKey' } as const;
    expect(withRules(body, [rule])).toMatchObject({ code: 'field-locked' });
  });

  it('gets no field that its contract does not name, and keeps one that it came with', () => {
    const to = '1';
    expect(withRules(body, [{ what: 'set', field: 'nonsense', to }])).toMatchObject({
      code: 'field-unknown',
      problems: [`nonsense is no field of ${award.type}`],
    });
    const newer = Buffer.from(JSON.stringify({ ...award, data: { ...data, nonsense: '0' } }));
    const rules = [
      { what: 'set', field: 'nonsense', to },
      { what: 'set', field: 'amount', to: '10.00' },
    ] as const;
    expect(dataIn(withRules(newer, rules))).toEqual({ ...data, amount: '10.00', nonsense: '1' });
  });

  it('keeps what was shown masked, and takes no mask for a value', () => {
    const secret = { ...data, pin: 1234, people: [{ email: 'petr@shop.test' }, { email: 'eva@shop.test' }] };
    const kept = Buffer.from(JSON.stringify({ ...award, data: secret }));
    const shown = {
      ...{ ...data, email: 'j***@shop.test', amount: '10.00', pin: '[secret]' },
      people: [{ email: 'p***@shop.test' }, { email: 'iva@shop.test' }],
    };
    expect(givenBack(kept, shown)).toEqual({
      data: { ...secret, amount: '10.00', people: [{ email: 'petr@shop.test' }, { email: 'iva@shop.test' }] },
      masked: [],
    });
    expect(givenBack(kept, { ...shown, email: 'x***@shop.test', note: { key: '[secret]' } }).masked).toEqual([
      'email',
      'note.key',
    ]);
  });

  it('by rules has fields set, renamed and removed, in their order', () => {
    const odd = Buffer.from(
      JSON.stringify({ ...award, data: { ...data, note: 'x', why: 'order', reason: undefined } }),
    );
    const rules = [
      { what: 'set', field: 'amount', to: '10.00' },
      { what: 'rename', field: 'why', to: 'reason' },
      { what: 'remove', field: 'note' },
      { what: 'remove', field: 'missing.deeper' },
    ] as const;
    expect(dataIn(withRules(odd, rules))).toEqual({ ...data, amount: '10.00' });
  });

  it('is not made of what is no message, and not where nothing changes', () => {
    for (const text of ['{"half":', '[]', '{"data":[]}', '"x"'])
      expect(withRules(Buffer.from(text), [])).toMatchObject({ code: 'not-editable' });
    expect(withData(body, data)).toMatchObject({ code: 'nothing-changed' });
    expect(withRules(body, [{ what: 'set', field: '__proto__.x', to: 1 }]).ok).toBe(false);
  });
});
