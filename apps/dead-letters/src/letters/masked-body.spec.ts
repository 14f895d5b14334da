import { maskedBody } from './masked-body';

const jwe = 'eyJhbGciOiJFQ0RILUVTIn0..aXZpdml2aXY.Y2lwaGVydGV4dA.dGFndGFndGFn';
const body = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));

describe('a body as it is shown', () => {
  it('holds no encrypted value, no PIN and no key, at any depth', () => {
    const shown = maskedBody(
      body({ data: { pin: 1234, address: jwe, api_key: 'abc', list: [{ Key: 'abc', note: `see ${jwe}` }] } }),
    );
    expect(shown).not.toMatch(/1234|abc|eyJ/);
    expect(JSON.parse(shown)).toEqual({
      data: {
        pin: '[secret]',
        address: '[secret]',
        api_key: '[secret]',
        list: [{ Key: '[secret]', note: 'see [secret]' }],
      },
    });
  });

  it('keeps the keys that are no secrets, and tells a dropped PIN', () => {
    const data = { idempotencyKey: 'order-1', awardKey: 'order-0', pin: null };
    expect(JSON.parse(maskedBody(body(data)))).toEqual(data);
  });

  it('has its addresses shortened unless they are asked for', () => {
    const letter = body({ email: 'jana.novakova@shop.test' });
    expect(maskedBody(letter)).toContain('j***@shop.test');
    expect(maskedBody(letter, { revealAddresses: true })).toContain('jana.novakova@shop.test');
  });

  it('is shown as text where it is no JSON, without secrets and without control characters', () => {
    expect(maskedBody(body(`{"pin":"${jwe}","x\u001b[2J jana.novakova@shop.test`))).toBe(
      '{"pin":"[secret]","x\uFFFD[2J j***@shop.test',
    );
  });

  it('has secrets masked by their names where it is no JSON, too, as where it was cut off', () => {
    const shown = maskedBody(
      body('{"pin": 1234, "api_key":"a\\"bc", "note":"x", "list":[{"token":true}], "Password":"open ses'),
    );
    expect(shown).toBe(
      '{"pin": "[secret]", "api_key":"[secret]", "note":"x", "list":[{"token":"[secret]"}], "Password":"[secret]"',
    );
  });

  it('deeper than any message is nested holds no PIN either', () => {
    const deep = `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`;
    expect(maskedBody(body(`{"pin":"1234","data":${deep}}`))).not.toContain('1234');
  });

  it('of a million letters is read in one go', () => {
    const long = 'eyJ-'.repeat(250_000);
    expect(maskedBody(body({ note: long }))).toContain('eyJ-eyJ-');
  });

  it('is cut where it is no JSON and long', () => {
    expect(maskedBody(body('x'.repeat(200_000)))).toHaveLength(2_000 + '… (200000 bytes in all)'.length);
  });
});
