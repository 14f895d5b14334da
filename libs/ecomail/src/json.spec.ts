import { parseJson } from './json';

describe('JSON from Ecomail', () => {
  it('keeps ids beyond 2^53 exactly, as texts (section 8)', () => {
    expect(parseJson('{"id":9007199254740993,"list":[12345678901234567890]}')).toEqual({
      id: '9007199254740993',
      list: ['12345678901234567890'],
    });
  });

  it('leaves everything else alone: short numbers, fractions, digits inside texts', () => {
    const text =
      '{"a":123,"b":-1.5e3,"c":"id 9007199254740993 \\" 1","d":9007199254740991,"e":0.1234567890123456}';
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  it.each(['', '<!doctype html>', '{"a":', 'undefined'])('is undefined for %j', (text) => {
    expect(parseJson(text)).toBeUndefined();
  });
});
