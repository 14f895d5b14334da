import { InvalidRequestError, KeyRejectedError, UnavailableError } from '@ellity/ecomail';
import { ecomailFailureOf, isForbidden } from './ecomail-failure';

describe('what an account may not do', () => {
  it.each([
    ['is told in an answer of Ecomail', new InvalidRequestError('the tariff', { status: 403 }), true],
    [
      'is not told by a page in its place, such as that of a firewall',
      new UnavailableError('a page', { status: 403 }),
      false,
    ],
    ['is another thing than a rejected key', new KeyRejectedError('no', { status: 403 }), false],
  ])('%s', (_what, error, isTold) => {
    expect(isForbidden(ecomailFailureOf(error))).toBe(isTold);
  });
});
