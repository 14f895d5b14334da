import { customerAt } from '../customers/customer';
import { grantText } from '../rewards/grant';
import { keyText } from '../keys/command-key';
import { type BatchState, CreditBatch } from './credit-batch';
import { type CreditAction, type CreditCommand, creditCommandFrom } from './credit-command';
import { refusal } from './settlement';

const [shopId, source, type] = ['demo', 'shop-adapter', 'loyalty.AwardCredit.v1'];
const jana = customerAt(shopId, 'jana@shop.test');

const anAward = (amount: bigint, expiresOn: string | null = null): CreditAction => ({
  kind: 'award',
  amount,
  expiresOn,
});

/** A command of Jana's, or with something else instead. */
function aCommand(key: string, action: CreditAction, more: Partial<CreditCommand> = {}): CreditCommand {
  const [customer, reason, reference, announce] = [jana, 'order', null, true];
  return creditCommandFrom({
    shopId,
    source,
    type,
    key,
    customer,
    action,
    reason,
    reference,
    announce,
    service: source,
    actor: null,
    at: new Date('2026-11-23T08:00:00Z'),
    ...more,
  });
}

/** A batch in which Jana is known and has nothing. */
function aBatch(state: Partial<BatchState> = {}): CreditBatch {
  let entries = 0;
  return new CreditBatch({
    shops: new Map([
      [
        shopId,
        {
          today: '2026-11-23',
          expiryDays: 30,
          expiryMonths: null,
          lapsedReturns: 'lapse',
          shortfallRule: 'stop',
          newsletterReward: 5000n,
          rewardSince: new Date('2026-11-01T00:00:00Z'),
          rewardedSignUps: 'any',
          newsletterTakenBack: true,
          registrationReward: null,
          registrationRewardSince: null,
        },
      ],
    ]),
    settled: new Map(),
    customers: new Map([
      ['demo\njana@shop.test', 'jana'],
      ['demo\neva@shop.test', 'eva'],
    ]),
    accounts: new Map(),
    grants: new Map(),
    signUps: new Map(),
    addressHashOf: (customerId) => `hash of ${customerId}`,
    unknownAddressHashOf: ({ email }) => `hash of ${email}`,
    newId: () => `entry-${(entries += 1)}`,
    ...state,
  });
}

describe('a batch of credit commands', () => {
  it('each command sees what those before it left', () => {
    const batch = aBatch();
    const commands = [aCommand('a', anAward(1000n)), aCommand('b', anAward(500n, '2026-12-01'))];
    expect(commands.map((command) => batch.settle(command).balance)).toEqual(['10.00', '15.00']);
    const spent = batch.settle(aCommand('c', { kind: 'spend', amount: 600n }));
    expect(spent).toMatchObject({ outcome: 'applied', amount: '6.00', balance: '9.00' });
    expect(batch.postings.posted.map(({ nextExpiration }) => nextExpiration)).toEqual([
      { date: '2026-12-23', amount: 1000n },
      { date: '2026-12-01', amount: 500n },
      { date: '2026-12-23', amount: 900n },
    ]);
  });

  it('the same command twice is applied once and answered alike', () => {
    const batch = aBatch();
    const [first, again] = [aCommand('a', anAward(1000n)), aCommand('a', anAward(1000n))].map((one) =>
      batch.settle(one),
    );
    expect(again).toEqual({ ...first, outcome: 'duplicate' });
    expect(batch.postings.posted).toHaveLength(1);
  });

  it('an address in another case is the same command', () => {
    const batch = aBatch();
    batch.settle(aCommand('a', anAward(1000n)));
    const again = aCommand('a', anAward(1000n), { customer: customerAt(shopId, 'JANA@shop.test') });
    expect(batch.settle(again).outcome).toBe('duplicate');
  });

  it.each<[string, Partial<CreditCommand>]>([
    ['amount', { action: anAward(1001n) }],
    ['last day', { action: anAward(1000n, '2027-01-01') }],
    ['reason', { reason: 'gift' }],
    ['reference', { reference: '1' }],
    ['announcement', { announce: false }],
    ['customer', { customer: customerAt(shopId, 'eva@shop.test') }],
    ['type', { type: 'spend' }],
  ])('another %s under an old key is refused', (_part, other) => {
    const batch = aBatch();
    batch.settle(aCommand('a', anAward(1000n)));
    expect(batch.settle(aCommand('a', anAward(1000n), other))).toEqual(refusal('key-reused'));
    expect(batch.postings.posted).toHaveLength(1);
  });

  it('a refused key stays refused: the first answer stands', () => {
    const spend = aCommand('s', { kind: 'spend', amount: 100n });
    const batch = aBatch();
    expect(batch.settle(spend).reason).toBe('insufficient-credit');
    batch.settle(aCommand('a', anAward(1000n)));
    expect(batch.settle(spend)).toMatchObject({ outcome: 'refused', reason: 'insufficient-credit' });
  });

  it('what was settled before this batch answers as it did then', () => {
    const command = aCommand('a', anAward(1000n));
    const settlement = {
      ...refusal('unknown-shop'),
      outcome: 'applied',
      reason: null,
      balance: '77.00',
    } as const;
    const batch = aBatch({ settled: new Map([[keyText(command), { digest: command.digest, settlement }]]) });
    expect(batch.settle(command)).toEqual({ ...settlement, outcome: 'duplicate' });
    expect(batch.settledHere.size).toBe(0);
  });

  it('an award without a last day takes the rule of the shop', () => {
    const batch = aBatch();
    batch.settle(aCommand('a', anAward(1000n)));
    expect(batch.postings.posted[0]?.expiresOn).toBe('2026-12-23');
  });

  it('an award and its revoke may come in one batch; another sender cannot name that award', () => {
    const batch = aBatch();
    batch.settle(aCommand('a', anAward(1000n)));
    const revoke: CreditAction = { kind: 'revoke', award: { key: 'a' }, amount: 400n };
    expect(batch.settle(aCommand('x', revoke, { source: 'operator' })).reason).toBe('unknown-award');
    expect(batch.settle(aCommand('r', revoke))).toMatchObject({ amount: '4.00', balance: '6.00' });
  });

  it('a sign-up, a leaving and a return in one batch end with one grant', () => {
    const batch = aBatch();
    const [join, leave]: CreditAction[] = [
      { kind: 'reward', reward: 'newsletter', expiresOn: null },
      { kind: 'revoke', award: { reward: 'newsletter' }, amount: null },
    ];
    const settle = (key: string, action: CreditAction | undefined) =>
      action && batch.settle(aCommand(key, action)).balance;
    expect([settle('1', join), settle('2', leave), settle('3', join)]).toEqual(['50.00', '0.00', '50.00']);
    expect(settle('4', join)).toBeNull();
    expect(batch.rewards.grantsChanged.get(grantText('newsletter', { customerId: 'jana' }))).toMatchObject({
      lotId: 'entry-1',
      amount: 5000n,
      returnable: 0n,
    });
  });
});
