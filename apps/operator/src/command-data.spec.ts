import {
  AwardCredit,
  CancelSpending,
  contractOf,
  contracts,
  RecordConsent,
  RegisterCustomer,
  RevokeCredit,
  SpendCredit,
} from '@ellity/contracts';
import { type CommandInput, commandFrom, fieldsOf, ownOptions } from './command-data';

const input = (typed: Record<string, string>, more: Partial<CommandInput> = {}): CommandInput => ({
  shopId: 'demo',
  source: 'operator',
  typed,
  now: new Date('2026-11-23T08:15:30.123Z'),
  messageId: '0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b11',
  ...more,
});
const award = (typed: Record<string, string>, more?: Partial<CommandInput>) =>
  commandFrom(contractOf(AwardCredit), input(typed, more));

describe('a typed command', () => {
  it('has an option for every field of every command of the contracts', () => {
    for (const contract of contracts) {
      const names = fieldsOf(contract).map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(Object.keys(contract.example)));
    }
    expect(fieldsOf(contractOf(AwardCredit)).map(({ option }) => option)).toContain('--idempotency-key');
  });

  it('has no field under an option that the tool itself has: it would end at its start', () => {
    const options = contracts.flatMap((contract) => fieldsOf(contract).map(({ option }) => option));
    expect(options.filter((option) => ownOptions.includes(option.slice(2)))).toEqual([]);
    expect(options).toContain('--data-source');
  });

  it('needs no more than a customer and an amount', () => {
    expect(award({ email: 'jana@shop.test', amount: '10' })).toMatchObject({
      envelope: {
        type: 'loyalty.AwardCredit.v1',
        shopid: 'demo',
        source: 'operator',
        data: {
          email: 'jana@shop.test',
          amount: '10.00',
          reason: 'order',
          idempotencyKey: 'send-0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b11',
        },
      },
    });
  });

  it('may name the customer by id and say that nobody is notified', () => {
    const customerId = '0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b10';
    expect(award({ amount: '1', announce: 'false' }, { customerId })).toMatchObject({
      envelope: { subject: customerId, data: { announce: false } },
    });
  });

  it('takes fields as JSON, the typed ones first', () => {
    const json = '{"email":"jana@shop.test","amount":"3.00","reference":"4711"}';
    expect(award({ amount: '5' }, { json })).toMatchObject({
      envelope: { data: { amount: '5.00', reference: '4711', email: 'jana@shop.test' } },
    });
  });

  it.each([
    [RevokeCredit, { email: 'a@shop.test', awardKey: 'order-1' }],
    [RevokeCredit, { email: 'a@shop.test', reward: 'newsletter' }],
    [SpendCredit, { email: 'a@shop.test', amount: '1' }],
    [CancelSpending, { email: 'a@shop.test', spendingKey: 'spend-1' }],
    [RegisterCustomer, { email: 'a@shop.test' }],
    [RecordConsent, { email: 'a@shop.test', marketingConsent: 'granted' }],
  ])('%p is filled in with what its contract needs', (type, typed) => {
    expect(commandFrom(contractOf(type), input(typed as Record<string, string>))).toHaveProperty('envelope');
  });

  it('is refused with one line for each field that breaks a rule', () => {
    expect(award({ email: 'nobody', amount: '10.123' })).toEqual({
      problems: [
        'email must be an e-mail address',
        expect.stringMatching(/^amount must be an amount above zero/) as string,
      ],
    });
  });

  it.each(['0', '-1', 'NaN', '10000000000', '1.001'])('is refused with the amount %s', (amount) => {
    expect(award({ email: 'a@shop.test', amount })).toHaveProperty('problems');
  });

  it('is refused with a field that its contract does not have', () => {
    expect(award({ email: 'a@shop.test', amount: '1' }, { json: '{"amuont":1}' })).toEqual({
      problems: ['amuont: loyalty.AwardCredit has no such field'],
    });
  });

  it.each(['[]', 'x', 'null'])('is refused when its data is no JSON object: %s', (json) => {
    expect(award({}, { json })).toEqual({
      problems: [expect.stringContaining('data must be a JSON object')],
    });
  });

  it('is refused in the name of a service that may not send it', () => {
    const typed = { email: 'a@shop.test', marketingConsent: 'granted' };
    expect(commandFrom(contractOf(RecordConsent), input(typed, { source: 'webhook-gateway' }))).toEqual({
      problems: ['source must be one of shop-adapter, operator'],
    });
  });
});
