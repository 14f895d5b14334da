import { InvalidRequestError, KeyRejectedError, NotFoundError, UnavailableError } from '@ellity/ecomail';
import { addressRefusalOf } from './refused-addresses';

const invalid = new InvalidRequestError('not now', { status: 422 });

it('an address that Ecomail refuses is asked about after longer and longer waits', () => {
  const waits = [0, 1, 2, 3, 9].map((refusals) => addressRefusalOf(invalid, 0, refusals)?.waitMs);
  expect(waits).toEqual([600_000, 3_600_000, 21_600_000, 86_400_000, 86_400_000]);
});

it('what may pass, or may be the list, counts as a refusal of an address only when it came several times in a row', () => {
  for (const error of [new UnavailableError('down'), new NotFoundError('no list')])
    expect([0, 1, 2, 3].map((attempts) => addressRefusalOf(error, attempts, 0) !== undefined)).toEqual([
      ...[false, false, false, true],
    ]);
});

it('a key that is rejected, an account that may not, and an error of our own are never an address that is refused', () => {
  const errors = [
    new KeyRejectedError('wrong key', { status: 401 }),
    new InvalidRequestError('your tariff', { status: 403 }),
    new Error('no connection to the database'),
  ];
  expect(errors.map((error) => addressRefusalOf(error, 9, 0))).toEqual([undefined, undefined, undefined]);
});
