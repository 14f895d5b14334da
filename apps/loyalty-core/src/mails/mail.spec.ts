import { compose, CreditChanged, CustomerChanged, PinChanged } from '@ellity/contracts';
import { mailChangeOf } from './mail';
import { mailWarnings } from './mail-settings';

const about = {
  source: 'loyalty-core',
  shopId: 'demo',
  subject: '0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b10',
  sequence: '1795420800000000',
};
const change = {
  amount: '10.00',
  reason: 'order',
  entryId: '0199f3c1-7b1a-7c3e-9a55-0d5a2f6f1b10',
  reference: null,
};
const credit = (announce: boolean) =>
  compose(
    CreditChanged,
    { balance: '10.00', change, nextExpiration: null, changedAt: '2026-11-23T08:15:30.123Z', announce },
    about,
  );

describe('what is published gives customers something to read', () => {
  it('when credit changed, and is announced', () => {
    expect(mailChangeOf(credit(true))).toMatchObject({
      kind: 'credit',
      change: { amount: '10.00', balance: '10.00' },
    });
    expect(mailChangeOf(credit(false))).toBeUndefined();
  });

  it('when a PIN was issued, and the PIN itself is in nothing that is kept', () => {
    const jwe = 'aaaa..bbbb.cccc.dddd';
    expect(mailChangeOf(compose(PinChanged, { pin: jwe, announce: true }, about))).toMatchObject({
      kind: 'pin',
      change: {},
    });
    expect(mailChangeOf(compose(PinChanged, { pin: null, announce: true }, about))).toBeUndefined();
  });

  it('but not when a profile changed', () => {
    const { example } = {
      example: {
        email: 'jana@shop.test',
        firstName: null,
        lastName: null,
        phone: null,
        registered: true,
        group: null,
        referralCode: null,
        referralLink: null,
        marketingConsent: 'unknown' as const,
      },
    };
    expect(mailChangeOf(compose(CustomerChanged, example, about))).toBeUndefined();
  });
});

describe('a merchant is warned', () => {
  const targets = { credit: 'system', pin: 'ecomail', expiry: 'system' } as const;
  const codes = (more: object) =>
    mailWarnings({ targets, systemMails: true, isConnected: false, hasServer: true, ...more }).map(
      ({ code, kinds }) => [code, kinds],
    );

  it.each([
    ['of nothing while all is well', {}, []],
    ['that customers get e-mails twice', { isConnected: true }, [['sent-twice', ['credit', 'expiry']]]],
    ['that nobody warns', { systemMails: false, isConnected: true }, [['switched-off', ['expiry']]]],
    ['that there is no server', { hasServer: false }, [['no-mail-server', ['credit', 'expiry']]]],
    [
      'of nothing that it does not use',
      { targets: { credit: 'off', pin: 'ecomail', expiry: 'off' }, isConnected: true },
      [],
    ],
  ])('%s', (_what, situation, expected) => expect(codes(situation)).toEqual(expected));
});
