import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { RegistrationBody } from './registration.request';

const problemsOf = (more: object): unknown[] =>
  validateSync(
    plainToInstance(RegistrationBody, { email: 'jana.novakova@shop.test', registered: true, ...more }),
  ).map(({ property, constraints }) => [property, Object.values(constraints ?? {})]);

describe('a registration takes what Ecomail will take', () => {
  it.each(['https://shop.test/?ref=JANA7K2M', 'http://localhost:3000/a', null])(
    'the link %j',
    (referralLink) => expect(problemsOf({ referralLink })).toEqual([]),
  );

  it.each(['shop.test/?ref=A', 'ftp://shop.test/a', '//shop.test', 'http://1.2.3.4.5', 'https://xn--a/', ''])(
    'not the link %j',
    (referralLink) =>
      expect(problemsOf({ referralLink })).toEqual([
        ['referralLink', ['referralLink must be a web address with http:// or https://']],
      ]),
  );

  it.each(['+420601002003', '601 002 003', '', null])('the phone %j', (phone) =>
    expect(problemsOf({ phone })).toEqual([]),
  );

  it.each(['none', '112', '601002003 Jana'])('not the phone %j', (phone) =>
    expect(problemsOf({ phone })).toEqual([
      ['phone', ['phone must be a phone number of 5 to 15 digits, like "+420601002003"']],
    ]),
  );

  it.each([
    [
      { referralLink: `https://shop.test/${'a'.repeat(500)}` },
      'referralLink must have at most 500 characters',
    ],
    [{ referralLink: 5 }, 'referralLink must be a text'],
    [{ phone: 420601002003 }, 'phone must be a text'],
    [{ phone: '1 '.repeat(16) }, 'phone must have at most 30 characters'],
  ])('one message says what is wrong: %j', (more, message) =>
    expect(problemsOf(more)).toEqual([[Object.keys(more)[0], [message]]]),
  );
});
