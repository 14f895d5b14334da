import { ContactRejectedError, type EcomailError } from './errors';
import { type Answer, failureOf, failureWithoutAnswer } from './failures';

const answer = (status: number, body: unknown, over: Partial<Answer> = {}): Answer => ({
  status,
  body,
  retryAfter: undefined,
  requestId: undefined,
  ...over,
});
const bulk = { emails: ['a@shop.cz', 'b@shop.cz'], isBulk: true };

describe('what an answer means', () => {
  it.each([
    [401, { message: 'Wrong api key' }, 'ecomail.key-rejected', false],
    [403, { message: 'Wrong api key' }, 'ecomail.key-rejected', false],
    [200, { message: 'Wrong api key' }, 'ecomail.key-rejected', false],
    [401, undefined, 'ecomail.key-rejected', false],
    [403, {}, 'ecomail.key-rejected', false],
    [403, undefined, 'ecomail.maintenance', true],
    [403, { errors: 'Account must be marketer+ tariff' }, 'ecomail.invalid', false],
    [404, { errors: ['List was not found'] }, 'ecomail.not-found', false],
    [200, { errors: ['Subscriber with email x was not found in the list'] }, 'ecomail.not-found', false],
    [422, { errors: { name: ['required'] } }, 'ecomail.invalid', false],
    [400, { message: 'Bad request' }, 'ecomail.invalid', false],
    [429, { message: 'Too Many Attempts.' }, 'ecomail.rate-limited', true],
    [429, undefined, 'ecomail.rate-limited', true],
    [500, { message: 'Server Error' }, 'ecomail.unavailable', true],
    [503, undefined, 'ecomail.maintenance', true],
    [200, undefined, 'ecomail.maintenance', true],
    [404, undefined, 'ecomail.maintenance', true],
    [302, undefined, 'ecomail.unexpected-answer', true],
  ])('%s %j is %s', (status, body, code, retryable) => {
    expect(failureOf(answer(status, body))).toMatchObject({ code, retryable });
  });

  it('of a call that writes contacts says which were refused', () => {
    const failure = failureOf(answer(422, { errors: { 'subscriber_data.1': { email: ['Invalid'] } } }), bulk);
    expect(failure).toBeInstanceOf(ContactRejectedError);
    expect(failure).toMatchObject({
      code: 'ecomail.contact-rejected',
      retryable: false,
      rejected: [{ index: 1, field: 'email', isOfContact: true, messages: ['Invalid'] }],
    });
  });

  it.each([404, 422, 200])('of a bulk call into a list that is gone is about the list (%s)', (status) => {
    expect(failureOf(answer(status, { errors: ['List was not found'] }), bulk)).toMatchObject({
      code: 'ecomail.not-found',
    });
  });

  it.each([
    { errors: { custom_fields: ['ellity_pin does not exist in this list'] } },
    { errors: { 'subscriber_data.1': { group: ['not found in the list'] } } },
    { errors: ['subscriber_data.1.tags does not exist in the list'] },
    { errors: ['The field does not exist in this list'] },
  ])('of a bulk call whose data are not known to the list is about a contact: %j', (body) => {
    expect(failureOf(answer(422, body), bulk)).toMatchObject({ code: 'ecomail.contact-rejected' });
  });

  it('of a bulk call that was refused is not certain: the valid part may be stored (section 11)', () => {
    const body = { errors: { 'subscriber_data.1': { email: ['Invalid'] } } };
    expect(failureOf(answer(422, body), bulk).mayHaveArrived).toBe(true);
    expect(failureOf(answer(422, body), { emails: ['a@shop.cz'], isBulk: false }).mayHaveArrived).toBe(false);
  });

  it.each([
    ['7', 7000],
    ['0', 0],
    [undefined, 60_000],
    ['soon', 60_000],
    ['3600', 3_600_000],
    ['3601', 3_600_000],
    ['1e300', 3_600_000],
    ['Fri, 31 Dec 2120 23:59:59 GMT', 3_600_000],
  ])('Retry-After %j asks for a pause of %s ms', (retryAfter, retryAfterMs) => {
    expect(failureOf(answer(429, {}, { retryAfter }))).toMatchObject({ retryAfterMs });
  });

  it('Retry-After may be a date', () => {
    const retryAfter = new Date(Date.now() + 30_000).toUTCString();
    const { retryAfterMs } = failureOf(answer(429, {}, { retryAfter }));
    expect(retryAfterMs).toBeGreaterThan(27_000);
    expect(retryAfterMs).toBeLessThanOrEqual(30_000);
  });

  it('never repeats an e-mail address, wherever it stands', () => {
    const failures: EcomailError[] = [
      failureOf(answer(404, { errors: ['Subscriber with email jana@novak.cz was not found'] })),
      failureOf(
        answer(422, {
          errors: { 'subscriber_data.0': { email: ['jana@novak.cz is invalid', 'jana%40novak.cz'] } },
        }),
        bulk,
      ),
      failureOf(answer(400, { message: '<jana.novak+x@novak.cz> refused' })),
    ];
    for (const failure of failures)
      expect(JSON.stringify({ ...failure, message: failure.message, stack: failure.stack })).not.toMatch(
        /novak/,
      );
  });
});

describe('a PIN in the words of Ecomail', () => {
  const sent = { emails: ['a@shop.cz', 'b@shop.cz'], isBulk: true, pins: ['4821', 'k3y'] };

  it.each([
    { errors: { 'subscriber_data.1': { custom_fields: { ellity_pin: ['"4821" is not a number'] } } } },
    { errors: { 'subscriber_data.1.custom_fields.ellity_pin': ['Value 4821 is too long'] } },
    { errors: ['subscriber_data.1: the value k3y and 4821. are bad'] },
    { errors: ['The ellity_pin of b@shop.cz may not be 04821 or "k3y+"'] },
    { errors: { ellity_pin: ['Not a PIN: 48210'] } },
    { message: 'List not found for ellity_pin 4821' },
    { errors: { 4821: ['is bad'] } },
  ])('is masked: %j', (body) => {
    const failures = [200, 403, 404, 422].map((status) => failureOf(answer(status, body), sent));
    for (const failure of failures)
      expect(JSON.stringify({ ...failure, message: failure.message, stack: failure.stack })).not.toMatch(
        /4821|k3y/,
      );
  });

  it('leaves other numbers and the rest of the words', () => {
    const body = {
      errors: { 'subscriber_data.1': { ellity_pin: ['4821 is no number'], name: ['over 1000'] } },
    };
    expect(failureOf(answer(422, body), sent)).toMatchObject({
      rejected: [{ messages: ['<pin> is no number'] }, { messages: ['over 1000'] }],
    });
  });
});

it('an address that is the name of a field is not repeated', () => {
  const body = { errors: { 'jana@novak.cz': { email: ['Invalid'] } } };
  const failure = failureOf(answer(422, body), bulk);
  expect(JSON.stringify({ ...failure, message: failure.message })).not.toMatch(/novak/);
});

describe('no answer at all', () => {
  it.each([
    ['ECONNABORTED', 'ecomail.timeout', true],
    ['ETIMEDOUT', 'ecomail.timeout', true],
    ['ECONNREFUSED', 'ecomail.connection-failed', false],
    ['ENOTFOUND', 'ecomail.connection-failed', false],
    ['ECONNRESET', 'ecomail.connection-failed', true],
    ['EPIPE', 'ecomail.connection-failed', true],
    [undefined, 'ecomail.connection-failed', true],
  ])('%s is %s, and the request may have arrived: %s', (cause, code, mayHaveArrived) => {
    expect(failureWithoutAnswer(cause, 1000)).toMatchObject({ code, mayHaveArrived, retryable: true });
  });
});
