import { filled, pluralOf } from './merge-tags';
import { templates } from './templates';

describe('merge tags', () => {
  it('take the values of the fields and tell which', () => {
    expect(filled('Máte *|credit|* a *|pin|*.', { credit: '150,00', pin: '0042', other: 'x' })).toEqual({
      text: 'Máte 150,00 a 0042.',
      used: { credit: '150,00', pin: '0042' },
    });
  });

  it('of absent fields leave nothing', () => {
    expect(filled('PIN *|pin|*.', {})).toEqual({ text: 'PIN .', used: { pin: null } });
  });

  it('do not read values as templates again', () => {
    expect(filled('*|a|*', { a: '*|b|*', b: 'secret' }).text).toBe('*|b|*');
  });

  it.each([
    ['1,00', 'kredit'],
    ['2,00', 'kredity'],
    ['4', 'kredity'],
    ['0,00', 'kreditů'],
    ['5,00', 'kreditů'],
    ['22,00', 'kreditů'],
    ['1,50', 'kreditu'],
    ['1 250,00', 'kreditů'],
    ['-1,00', 'kredit'],
    ['', 'kreditů'],
  ])('%s goes with %s', (amount, word) => {
    expect(pluralOf(amount, ['kredit', 'kredity', 'kreditu', 'kreditů'])).toBe(word);
  });

  it('the credit e-mail tells the balance in both languages', () => {
    const fields = { ellity_credit: '150,00' };
    expect(filled(templates.cs.credit.subject, fields).text).toBe('Máte 150,00 kreditů');
    expect(filled(templates.en.credit.subject, fields).text).toBe('You have 150,00 credits');
  });
});
