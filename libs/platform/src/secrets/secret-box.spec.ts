import { randomBytes } from 'node:crypto';
import { keyedHash, SecretBox, SecretUnreadableError } from './secret-box';

const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;

describe('SecretBox', () => {
  const box = new SecretBox(key('k1'));

  it('opens what it sealed, in the same context only', () => {
    const sealed = box.seal('0042', 'pin:demo');
    expect(box.open(sealed, 'pin:demo')).toBe('0042');
    expect(() => box.open(sealed, 'pin:other')).toThrow(SecretUnreadableError);
  });

  it('never seals the same secret to the same text', () => {
    expect(box.seal('0042', 'pin:demo')).not.toBe(box.seal('0042', 'pin:demo'));
  });

  it('never seals two with the same initialisation vector, however many it seals', () => {
    const vectors = Array.from({ length: 1_000 }, () =>
      Buffer.from(box.seal('0042', 'pin:demo').slice(3), 'base64url').toString('hex', 0, 12),
    );
    expect(new Set(vectors).size).toBe(vectors.length);
  });

  it.each([0, 5, 20, -1])('refuses a text that was changed at %i', (at) => {
    const sealed = box.seal('0042', 'pin:demo');
    const place = at < 0 ? sealed.length - 2 : at + 3;
    const changed = `${sealed.slice(0, place)}${sealed[place] === 'A' ? 'B' : 'A'}${sealed.slice(place + 1)}`;
    expect(() => box.open(changed, 'pin:demo')).toThrow(SecretUnreadableError);
  });

  it('reads secrets of an older key and tells that they are stale', () => {
    const old = key('k1');
    const sealed = new SecretBox(old).seal('0042', 'pin:demo');
    const rotated = new SecretBox(`${key('k2')},${old}`);
    expect(rotated.open(sealed, 'pin:demo')).toBe('0042');
    expect(rotated.isStale(sealed)).toBe(true);
    expect(rotated.isStale(rotated.seal('0042', 'pin:demo'))).toBe(false);
  });

  it('says which key is missing', () => {
    const sealed = new SecretBox(key('gone')).seal('0042', 'pin:demo');
    expect(() => box.open(sealed, 'pin:demo')).toThrow('no key "gone" is configured');
  });

  it.each(['', 'k1', 'k1:short', 'K1:' + 'A'.repeat(44)])('refuses the key list %p', (keys) => {
    expect(() => new SecretBox(keys)).toThrow(TypeError);
  });
});

describe('keyedHash', () => {
  it('keeps parts apart and depends on the key', () => {
    expect(keyedHash('key', 'ab', 'c')).not.toBe(keyedHash('key', 'a', 'bc'));
    expect(keyedHash('key', 'a')).not.toBe(keyedHash('other', 'a'));
    expect(keyedHash('key', 'a')).toBe(keyedHash('key', 'a'));
  });
});
