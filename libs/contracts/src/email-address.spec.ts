import { AwardCredit } from './commands/award-credit';
import { identityOf, isAddressRefused, readAddress } from './email-address';
import { compose, decode } from './envelope';

const identity = (text: string): string => {
  const read = readAddress(text);
  return isAddressRefused(read) ? read.problem : read.identity;
};

describe('two texts are one address', () => {
  it.each([
    ['white space around it', ' \t\u00a0jana@shop.test\n', 'jana@shop.test'],
    ['a byte order mark in front', '\ufeffdup@shop.test', 'dup@shop.test'],
    ['case', 'Jana@SHOP.test', 'jana@shop.test'],
    ['case of other letters', 'ŽANETA@shop.test', 'žaneta@shop.test'],
    ['a capital that becomes two characters', '\u0130pek@shop.test', 'i\u0307pek@shop.test'],
    ['a letter composed of two characters', 'z\u030caneta@shop.test', 'žaneta@shop.test'],
    ['a domain in Unicode', 'jana@prodejna-\u010dok.test', 'jana@xn--prodejna-ok-vnb.test'],
    ['a domain in Unicode and capitals', 'jana@UMLÄUT.test', 'jana@xn--umlut-ira.test'],
    ['a domain in xn-- and capitals', 'jana@XN--UMLUT-IRA.test', 'jana@xn--umlut-ira.test'],
    ['a dot of another script', 'jana@shop\u3002test', 'jana@shop.test'],
  ])('without regard to %s', (_what, one, other) => {
    expect(identity(one)).toBe(identity(other));
    expect(identity(one)).toContain('@');
  });

  it('and two where a character differs', () => {
    expect(identity('zaneta@shop.test')).not.toBe(identity('žaneta@shop.test'));
    expect(identity('jana+1@shop.test')).not.toBe(identity('jana@shop.test'));
  });
});

describe('an address', () => {
  it('stays as its owner wrote it, apart from white space, composition and the script of the domain', () => {
    expect(readAddress(' Jana.Nova\u0301@Shop.test ')).toEqual({
      address: 'Jana.Nov\u00e1@Shop.test',
      identity: 'jana.nov\u00e1@shop.test',
    });
    expect(readAddress('Jana@Umläut.test')).toMatchObject({ address: 'Jana@xn--umlut-ira.test' });
  });

  it('read again is the same', () => {
    for (const text of ['\u0130pek@shop.test', ' ŽANETA@Umläut.test', 'jana@xn--umlut-ira.test']) {
      const read = readAddress(text);
      if (isAddressRefused(read)) throw new Error(read.problem);
      expect(readAddress(read.address)).toEqual(read);
      expect(identityOf(read.identity)).toBe(read.identity);
    }
  });

  it.each([
    ['a zero-width space', 'ja\u200bna@shop.test'],
    ['a zero-width space at the end', 'jana@shop.test\u200b'],
    ['a soft hyphen', 'ja\u00adna@shop.test'],
    ['a change of direction', 'jana\u202e@shop.test'],
    ['a byte order mark inside', 'ja\ufeffna@shop.test'],
    ['a filler', 'jana\u3164@shop.test'],
    ['a variation selector', 'jana\ufe0f@shop.test'],
    ['a control character', 'ja\u0001na@shop.test'],
    ['NUL', 'jana\0@shop.test'],
    ['a blank', 'ja na@shop.test'],
    ['half a character', 'jana\ud83d@shop.test'],
    ['half a character in the domain', 'jana@sh\udc00op.test'],
  ])('with %s is refused', (_what, text) => {
    expect(readAddress(text)).toEqual({ problem: 'address-invisible' });
  });

  it.each([
    '',
    ' ',
    'jana',
    '@shop.test',
    'jana@',
    'jana@xn--\u00e9.test',
    'jana@xn--a.test',
    'Jana <jana@shop.test>',
  ])('is not %j', (text) => {
    expect(readAddress(text)).toHaveProperty('problem');
  });

  it.each([null, undefined, 5, {}, ['jana@shop.test']])('is not %j, which is no text', (value) => {
    expect(readAddress(value)).toEqual({ problem: 'address-invalid' });
  });

  it('has at most 254 characters, written with xn-- too', () => {
    const long = (letter: string) => `jana@${Array(4).fill(letter.repeat(60)).join('.')}.test`;
    expect(readAddress(`${'a'.repeat(250)}@shop.test`)).toEqual({ problem: 'address-too-long' });
    expect(readAddress(long('a'))).toHaveProperty('address');
    expect(readAddress(long('\u010d'))).toHaveProperty('problem');
  });
});

describe('a message', () => {
  const sent = (email: string) => {
    const data = { email, amount: '10.00', reason: 'order', idempotencyKey: 'k1' };
    const envelope = compose(AwardCredit, data, { source: 'operator', shopId: 'demo' });
    return decode(new TextEncoder().encode(JSON.stringify(envelope)));
  };

  it('reaches its handler with the address as it was read', () => {
    expect(sent(' jana@umläut.test ')).toMatchObject({
      ok: true,
      envelope: { data: { email: 'jana@xn--umlut-ira.test' } },
    });
  });

  it('does so where a field is unknown too', () => {
    const data = {
      email: 'jana@shop.test ',
      amount: '10.00',
      reason: 'order',
      idempotencyKey: 'k1',
      more: 1,
    };
    const envelope = compose(AwardCredit, data, { source: 'operator', shopId: 'demo' });
    const decoded = decode(new TextEncoder().encode(JSON.stringify(envelope)));
    expect(decoded).toMatchObject({ ok: true, envelope: { data: { email: 'jana@shop.test' } } });
  });

  it.each([
    ['jana\ud83d@shop.test', 'email must not hold invisible, control or blank characters inside the address'],
    ['jana', 'email must be an e-mail address'],
    ['j'.repeat(255), 'email must have at most 254 characters'],
  ])('with the address %j is refused in words, and nothing throws', (email, problem) => {
    expect(sent(email)).toEqual({ ok: false, code: 'data-invalid', problems: [problem] });
  });
});
