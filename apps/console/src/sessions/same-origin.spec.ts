import { isSameOrigin } from './same-origin';

const publicUrl = 'https://console.shop.test';
const of = (origin: string | undefined, secFetchSite?: string) =>
  isSameOrigin({ origin, secFetchSite, host: '127.0.0.1:4000' }, publicUrl);

describe('a change is asked for by our own pages', () => {
  it.each([
    ['where the browser says so', 'https://console.shop.test', 'same-origin', true],
    ['at the address that was typed, without a proxy', 'http://127.0.0.1:4000', undefined, true],
    ['by a program that says nothing', undefined, undefined, true],
    ['not by another site', 'https://evil.test', 'cross-site', false],
    ['not by another host of the same site', 'https://www.shop.test', 'same-site', false],
    ['not by another site in a browser that is old', 'https://evil.test', undefined, false],
    ['not by a page without an address', 'null', undefined, false],
  ])('%s', (_what, origin, secFetchSite, expected) => expect(of(origin, secFetchSite)).toBe(expected));
});
