import { SecretBox } from '@ellity/platform';
import { contentContext, LetterVault } from './letter-vault';

const box = new SecretBox(`test:${Buffer.alloc(32, 7).toString('base64')}`);
const vault = new LetterVault(box, 'a key of the tests');
const rest = { headers: { 'error-code': 'x' }, wayBack: null };

describe('what a letter holds', () => {
  it.each([
    ['JSON', Buffer.from('{"name":"Žofie \\u0000","amount":"10.00"}')],
    ['a text with a byte order mark', Buffer.from('\ufeff{}\r\n\0')],
    ['half a character', Buffer.from([0x7b, 0xc5])],
    ['bytes', Buffer.from([0xff, 0x00, 0xfe])],
    ['nothing', Buffer.alloc(0)],
  ])('comes back byte for byte: %s', (_what, body) => {
    expect(vault.open('1', vault.seal('1', { body, ...rest }))).toEqual({ body, ...rest });
  });

  it('is read as it was kept before, when every body was base64', () => {
    const sealed = box.seal(JSON.stringify({ body: 'eyJhIjoxfQ==', ...rest }), contentContext('1'));
    expect(vault.open('1', sealed).body.toString()).toBe('{"a":1}');
  });
});
