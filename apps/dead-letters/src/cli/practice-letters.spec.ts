import { decode, identityOf } from '@ellity/contracts';
import { practiceLetters } from './practice-letters';

describe('letters to practise on', () => {
  const letters = practiceLetters('demo', { hasBug: true });

  it('break what their code says, and are new at every run', () => {
    const broken = letters.map(({ body, code }) => {
      const decoded = decode(body);
      return decoded.ok ? [code, 'in order'] : [code, decoded.code];
    });
    expect(broken).toEqual([
      ...Array.from({ length: 3 }, () => ['data-invalid', 'data-invalid']),
      ...Array.from({ length: 2 }, () => ['practice-bug', 'in order']),
      ['body-not-json', 'body-not-json'],
      ['type-unknown', 'type-unknown'],
      ['unknown-shop', 'in order'],
      ['unrouted', 'type-unknown'],
    ]);
    const ids = [...letters, ...practiceLetters('demo', { hasBug: true })].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('name no other shop than the demo or none that exists, and nobody who can get mail', () => {
    const texts = letters.map(({ body }) => body.toString());
    const shops = texts.flatMap((text) => [...text.matchAll(/"shopid":"([^"]+)"/g)].map(([, shop]) => shop));
    expect([...new Set(shops)].sort()).toEqual(['demo', 'no-such-shop']);
    const addresses = texts.flatMap((text) =>
      [...text.matchAll(/[\w-]+@[\w.]+/g)].map(([one]) => identityOf(one)),
    );
    expect(addresses.length).toBeGreaterThan(0);
    expect(addresses.filter((address) => !address.endsWith('@shop.test'))).toEqual([]);
  });
});
