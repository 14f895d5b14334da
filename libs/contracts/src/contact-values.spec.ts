import { isPhoneNumber, isWebAddress } from './contact-values';

describe('a web address', () => {
  it.each(['https://shop.test/?ref=JANA7K2M', 'http://localhost:3000', 'HTTPS://shop.test'])(
    '%j is one',
    (text) => expect(isWebAddress(text)).toBe(true),
  );

  it.each([
    'shop.test/?ref=A',
    'ftp://shop.test/a',
    '//shop.test',
    'javascript:alert(1)',
    'https://',
    'https:///a',
    '',
  ])('%j is none', (text) => expect(isWebAddress(text)).toBe(false));
});

describe('a phone number', () => {
  it.each(['+420601002003', '+420 601 002 003', '601 002 003', '(02) 601-002/03', '00420\u00a0601.002.003'])(
    '%j is one',
    (text) => expect(isPhoneNumber(text)).toBe(true),
  );

  it.each(['none', '-', '112', '601002003 Jana', '+420601002003, +420601002004', ''])('%j is none', (text) =>
    expect(isPhoneNumber(text)).toBe(false),
  );
});
