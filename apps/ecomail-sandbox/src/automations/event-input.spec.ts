import { Refusal } from '../api/refusal';
import { eventInputFrom } from './event-input';

const refusalOf = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('a tracker event (section 5)', () => {
  it('needs the address only', () => {
    expect(eventInputFrom({ email: 'A@b.cz' }, 'refuse')).toEqual({
      email: 'a@b.cz',
      category: null,
      action: null,
      label: null,
      property: null,
      value: null,
    });
    expect(refusalOf(() => eventInputFrom({}, 'refuse'))).toBeInstanceOf(Refusal);
  });

  it('keeps texts and turns objects and arrays into JSON', () => {
    const valueOf = (value: unknown) => eventInputFrom({ email: 'a@b.cz', value }, 'refuse').value;
    expect(valueOf('{"a":1}')).toBe('{"a":1}');
    expect(valueOf({ a: 1 })).toBe('{"a":1}');
    expect(valueOf([1, 2])).toBe('[1,2]');
  });

  it('has at most 20,000 characters of value: more is refused, or cut when switched so', () => {
    const sent = { email: 'a@b.cz', value: 'x'.repeat(20_001) };
    expect(refusalOf(() => eventInputFrom(sent, 'refuse'))).toMatchObject({ status: 422 });
    expect(eventInputFrom(sent, 'cut').value).toHaveLength(20_000);
  });
});
