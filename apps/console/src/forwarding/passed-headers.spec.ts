import { headersToBrowser, headersToService, ownKey } from './passed-headers';

it('cookies, tokens and what the browser says about itself are not passed on', () => {
  const asked = { cookie: 'session=1', authorization: 'Bearer 1', 'x-csrf-token': '1', 'if-match': '"1"' };
  expect(headersToService(asked)).toEqual({ 'if-match': '"1"' });
});

it('a service can set no cookie and no policy of the console, and what it says nothing about is not stored', () => {
  const answered = { 'set-cookie': ['session=2'], 'content-security-policy': 'none', etag: '"1"' };
  expect(headersToBrowser(answered)).toEqual({ etag: '"1"', 'cache-control': 'no-store' });
});

it('an Idempotency-Key is the own one of a person', () => {
  expect(ownKey('save-1', 'jana')).toBe('jana:save-1');
  expect(ownKey(undefined, 'jana')).toBe('');
  expect(ownKey('x'.repeat(121), 'jana')).toBeUndefined();
  expect(ownKey('a\nb', 'jana')).toBeUndefined();
});
