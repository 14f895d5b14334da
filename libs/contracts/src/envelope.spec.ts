import { ValidateBy } from 'class-validator';
import { AwardCredit } from './commands/award-credit';
import { bodyBytesMax, compose, dataFrom, decode } from './envelope';
import type { Contract } from './message';
import { contracts } from './registry';

const customer = '0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b10';
const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

function exampleOf(contract: Contract): Record<string, unknown> {
  const named = 'email' in contract.example && contract.customer === 'subject-or-email';
  return {
    ...compose(contract.dataClass, contract.example, {
      source: contract.publishers[0] ?? 'nobody',
      shopId: 'demo',
      ...(contract.customer === 'none' || named ? {} : { subject: customer }),
      ...(contract.sequenced ? { sequence: '1795420800000000' } : {}),
    }),
  };
}

const award = (data: Record<string, unknown>, attributes: Record<string, unknown> = {}) => ({
  ...compose(AwardCredit, data as unknown as AwardCredit, { source: 'operator', shopId: 'demo' }),
  ...attributes,
});
const goodAward = { email: 'jana@shop.test', amount: '10.00', reason: 'order', idempotencyKey: 'k1' };
const codeOf = (body: Uint8Array) => {
  const decoded = decode(body);
  return decoded.ok ? 'ok' : decoded.code;
};
const problemsOf = (value: unknown) => {
  const decoded = decode(encode(value));
  return decoded.ok ? [] : decoded.problems;
};

describe('contracts', () => {
  it.each(contracts.map((contract) => [contract.type, contract] as const))(
    'the example of %s keeps its own rules',
    (_type, contract) => {
      expect(problemsOf(exampleOf(contract))).toEqual([]);
    },
  );

  it('every type is declared once', () => {
    const types = contracts.map((contract) => contract.type);
    expect(new Set(types).size).toBe(types.length);
  });

  it('an event has exactly one publisher, its owner; only the answer of every service to an erasure has several', () => {
    const events = contracts.filter((contract) => contract.kind === 'event');
    const shared = events.filter((contract) => contract.publishers.length !== 1);
    expect(shared.map(({ name, publishers }) => ({ name, publishers }))).toEqual([
      { name: 'ecomail.ErasureDone', publishers: ['ecomail-sync', 'webhook-gateway', 'dead-letters'] },
    ]);
  });
});

describe('decode', () => {
  it.each(['nul \0', 'half \ud83d'])('refuses a text that no database can store: %j', (text) => {
    expect(problemsOf(award({ ...goodAward, reference: text }))).toEqual([
      'reference must not hold NUL or half a character',
    ]);
    expect(problemsOf(award({ ...goodAward, reference: 'whole 😀\n' }))).toEqual([]);
  });

  it.each([
    [7, 'reference must be text'],
    [['a'], 'reference must be text'],
    ['x'.repeat(101), 'reference must have at most 100 characters'],
    ['nul \0', 'reference must not hold NUL or half a character'],
  ])('says what of a text breaks its rule, and nothing else: %j', (reference, problem) => {
    expect(problemsOf(award({ ...goodAward, reference }))).toEqual([problem]);
    expect(problemsOf(award({ ...goodAward, idempotencyKey: '' }))).toEqual([
      'idempotencyKey must not be empty',
    ]);
  });

  it('refuses them in a field whose rule does not look at characters, as a link', () => {
    const customer = contracts.find((contract) => contract.name === 'loyalty.CustomerChanged') as Contract;
    const { data, ...envelope } = exampleOf(customer);
    const link = (referralLink: string) =>
      problemsOf({ ...envelope, data: { ...(data as object), referralLink } });
    expect(link('https://shop.test/\ud83d')).toEqual(['referralLink must not hold NUL or half a character']);
    expect(link('https://shop.test/😀')).toEqual([]);
  });

  it('counts characters as people do', () => {
    expect(problemsOf(award({ ...goodAward, reference: '😀'.repeat(100) }))).toEqual([]);
  });

  it('refuses data whose rule throws, instead of throwing', () => {
    class Spoiled {
      @ValidateBy({ name: 'throws', validator: { validate: () => encodeURI('\ud83d') !== '' } })
      text!: string;
    }
    expect(dataFrom(Spoiled, { text: 'any' })).toEqual({
      problems: ['data cannot be checked: a rule ended with URIError'],
    });
  });

  it('tells apart a body that is too large, not JSON, no envelope, unknown or invalid', () => {
    expect(codeOf(new Uint8Array(bodyBytesMax + 1))).toBe('body-too-large');
    expect(codeOf(new TextEncoder().encode('{"a":'))).toBe('body-not-json');
    expect(codeOf(new Uint8Array([0xff, 0xfe, 0x00]))).toBe('body-not-json');
    expect(codeOf(encode([1]))).toBe('envelope-invalid');
    expect(codeOf(encode({}))).toBe('envelope-invalid');
    expect(codeOf(encode(award(goodAward, { type: 'loyalty.AwardCredit.v9' })))).toBe('type-unknown');
    expect(codeOf(encode(award({ ...goodAward, reason: 'Not A Code' })))).toBe('data-invalid');
  });

  it.each(['0.00', '-1.00', '1', '1.5', '1.005', 'NaN', '1e3', '12345678901.00', '01.00', 10, null])(
    'refuses the amount %p',
    (amount) => {
      expect(problemsOf(award({ ...goodAward, amount })).join()).toContain('amount must be');
    },
  );

  it('takes the largest amount of 12 digits', () => {
    expect(problemsOf(award({ ...goodAward, amount: '9999999999.99' }))).toEqual([]);
  });

  it('names every broken rule by field and never repeats the value', () => {
    const problems = problemsOf(award({ email: 'jana-secret', reason: '', idempotencyKey: '' })).join('\n');
    for (const field of ['email', 'amount', 'reason', 'idempotencyKey']) expect(problems).toContain(field);
    expect(problems).not.toContain('jana-secret');
  });

  it('wants the customer named exactly once', () => {
    expect(problemsOf(award(goodAward, { subject: customer }))).toEqual([
      'name the customer once: by subject (customer id) or by email',
    ]);
    expect(problemsOf(award({ ...goodAward, email: undefined }))).toEqual([
      'name the customer once: by subject (customer id) or by email',
    ]);
  });

  it('wants either an amount or a reward', () => {
    expect(problemsOf(award({ ...goodAward, reward: 'newsletter' }))).toEqual([
      'give either amount or reward, not both',
    ]);
    expect(problemsOf(award({ ...goodAward, amount: undefined, reward: 'newsletter' }))).toEqual([]);
  });

  it.each(['2026-02-30', '2026-13-01', '2025-02-29', '0000-01-01', '2026-1-1'])(
    'refuses the day %s, which no calendar has',
    (expiresOn) => {
      expect(problemsOf(award({ ...goodAward, expiresOn }))).toEqual([
        'expiresOn must be a day like "2026-12-31"',
      ]);
    },
  );

  it.each(['2026-02-30T10:00:00Z', '2026-11-23T24:00:00Z', '2026-11-23T08:15:30+01:00', '2026-11-23'])(
    'refuses %s as an instant',
    (time) => {
      expect(problemsOf(award(goodAward, { time })).join()).toContain('time must be an instant in UTC');
    },
  );

  it('refuses a list where one part is wanted', () => {
    const credit = contracts.find((contract) => contract.name === 'loyalty.CreditChanged') as Contract;
    const { data, ...envelope } = exampleOf(credit);
    const changes = { ...(data as object), change: [(data as { change: object }).change] };
    expect(problemsOf({ ...envelope, data: changes })).toEqual(['change must be an object']);
  });

  it('wants a sequence and a subject where the contract does', () => {
    const credit = contracts.find((contract) => contract.name === 'loyalty.CreditChanged') as Contract;
    const { sequence, subject, ...bare } = exampleOf(credit);
    expect([sequence, subject]).not.toContain(undefined);
    expect(problemsOf(bare)).toEqual(['sequence is missing', 'subject is missing']);
  });

  it('lets unknown fields pass and hides them from handlers', () => {
    const decoded = decode(encode(award({ ...goodAward, invented: true })));
    expect(decoded.ok && decoded.envelope.data).toEqual(goodAward);
  });

  it('survives prototype tricks', () => {
    const body = new TextEncoder().encode(
      JSON.stringify(award(goodAward)).replace('"data":{', '"data":{"__proto__":{"isAdmin":true},'),
    );
    const decoded = decode(body);
    expect(decoded.ok && (decoded.envelope.data as Record<string, unknown>)['isAdmin']).toBeFalsy();
  });
});
