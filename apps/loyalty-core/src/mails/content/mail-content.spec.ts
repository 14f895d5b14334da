import { creditMail, expiryMail, pinMail } from './mail-content';
import type { CreditMailChange } from '../mail';
import { mailTexts } from './mail-texts';

const czech = { shopName: 'Pekárna & syn', language: 'cs' } as const;
const english = { shopName: 'Bakery', language: 'en' } as const;
const aChange = (amount: string, more: Partial<CreditMailChange> = {}): CreditMailChange => ({
  amount,
  balance: '150.00',
  reason: 'order',
  reference: null,
  nextExpiration: null,
  ...more,
});
const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');

describe('Czech numbers, nouns and verbs agree', () => {
  it.each([
    ['1.00', 'Na konto vám přibyl 1 kredit'],
    ['3.00', 'Na konto vám přibyly 3 kredity'],
    ['5.00', 'Na konto vám přibylo 5 kreditů'],
    ['2.50', 'Na konto vám přibylo 2,50 kreditu'],
    ['1250.00', 'Na konto vám přibylo 1 250 kreditů'],
    ['-1.00', 'Z konta vám ubyl 1 kredit'],
    ['-2.00', 'Z konta vám ubyly 2 kredity'],
    ['-22.00', 'Z konta vám ubylo 22 kreditů'],
  ])('%s: %s', (amount, subject) =>
    expect(plain(creditMail(czech, [aChange(amount)])?.subject)).toBe(subject),
  );

  it.each([
    ['1.00', 'Brzy vám propadne 1 kredit'],
    ['4.00', 'Brzy vám propadnou 4 kredity'],
    ['40.00', 'Brzy vám propadne 40 kreditů'],
  ])('%s: %s', (amount, subject) =>
    expect(plain(expiryMail(czech, [{ amount, expiresOn: '2026-12-07' }])?.subject)).toBe(subject),
  );
});

it('an English e-mail counts in English', () => {
  expect(creditMail(english, [aChange('1.00')])?.subject).toBe('You have earned 1 credit');
  expect(creditMail(english, [aChange('1250.50')])?.subject).toBe('You have earned 1,250.50 credits');
});

it('tells what several changes come to, and each of them', () => {
  const content = creditMail(czech, [
    aChange('100.00', { reference: '2026001' }),
    aChange('-20.00', {
      reason: 'spend',
      balance: '230.00',
      nextExpiration: { date: '2027-01-31', amount: '80.00' },
    }),
  ]);
  expect(plain(content?.text)).toBe(`Dobrý den,

na vaše věrnostní konto v obchodě Pekárna & syn přibylo 80 kreditů.

Na kontě teď máte: 230 kreditů

Co se změnilo:
* +100 kreditů – objednávka 2026001
* −20 kreditů – čerpání

Do konce dne 31. ledna 2027 můžete uplatnit 80 kreditů, potom propadne.

-- 
Tento e-mail jste dostali, protože máte věrnostní konto v obchodě Pekárna & syn.
`);
});

it('a balance below zero is shown as one', () => {
  const content = creditMail(english, [aChange('-20.00', { balance: '-5.50', reason: 'constructor' })]);
  expect(content?.text).toContain('Your balance is now: −5.50 credits');
  expect(content?.text).toContain('* −20 credits – constructor');
});

it('says nothing where the changes come to nothing', () => {
  expect(creditMail(czech, [aChange('10.00'), aChange('-10.00')])).toBeUndefined();
});

it('names each day on which credits lapse, the nearest first', () => {
  const { text } = expiryMail(czech, [
    { amount: '5.00', expiresOn: '2027-01-01' },
    { amount: '1.00', expiresOn: '2026-12-24' },
  ]) ?? { text: '' };
  expect(plain(text)).toContain(
    '* 1 kredit: uplatnit můžete do konce dne 24. prosince 2026\n* 5 kreditů: uplatnit můžete do konce dne 1. ledna 2027',
  );
});

it.each(['cs', 'en'] as const)(
  'nothing that a shop or an order is called becomes markup (%s)',
  (language) => {
    const about = { shopName: '<b>"x"</b>', language };
    const evil = aChange('1.00', { reference: '<script>alert(1)</script>' });
    for (const content of [creditMail(about, [evil]), pinMail(about, '0042')]) {
      expect(content?.html).not.toMatch(/<script|<b>/);
      expect(content?.html).toContain(`<html lang="${language}">`);
    }
    expect(pinMail(about, '0042').text).toContain('0042');
  },
);

it('loads nothing and runs nothing', () => {
  const { html } = pinMail(czech, '0042');
  expect(html).not.toMatch(/https?:|src=|url\(|<link|<script/);
});

it('has the same words in both languages', () => {
  expect(Object.keys(mailTexts.en).sort()).toEqual(Object.keys(mailTexts.cs).sort());
});
