import i18next from 'i18next';
import type { Sync } from '../api/types';
import { languages } from '../language/texts';
import { cs, en, type StorySay } from './story-texts';
import { wordsOf } from './story-words';

type Step = Sync['StoryStepView'];
const stepOf = (over: Partial<Step>): Step => ({
  ...{ atMs: 0, where: 'Ecomail', what: 'what', code: 'received', values: {}, reason: null },
  ...{ at: '2026-11-23T08:00:00.000Z', eventId: null },
  ...over,
});
const said = (over: Partial<Step>) =>
  languages.map((language) =>
    wordsOf(stepOf(over), i18next.getFixedT(language, 'story') as unknown as StorySay, language)?.replaceAll(
      /[\u00a0\u202f]/g,
      ' ',
    ),
  );

describe('a step of the story is said in Czech and English', () => {
  it('with amounts and plurals of the language', () => {
    const values = {
      amount: '1250.50',
      reason: 'order',
      balance: '1251.50',
      reference: 'R-1',
      announced: true,
    };
    expect(said({ code: 'credit-changed', values })).toEqual([
      '+1 250,50 kreditu (objednávka R-1), na kontě 1 251,50.',
      '+1,250.50 credits (order R-1), balance 1,251.50.',
    ]);
    const taken = { ...values, amount: '-1.00', balance: '5.00', reference: '', announced: false };
    expect(said({ code: 'credit-changed', values: taken })).toEqual([
      '−1 kredit (objednávka), na kontě 5. Zákazníkovi se neoznamuje.',
      '−1 credit (order), balance 5. The customer is not notified.',
    ]);
  });

  it('with its reason, and how often something was tried', () => {
    const values = {
      failure: 'ecomail.timeout',
      failures: 3,
      until: '2026-11-23T08:05:00.000Z',
      message: '',
    };
    expect(said({ code: 'writes-failed', values, reason: 'ecomail-unreachable' })).toEqual([
      'Zápis kontaktů se do 23. 11. 2026 9:05 nedařil (odpověď nepřišla včas), marně 3 pokusy.',
      'Writing contacts failed until 23 Nov 2026, 09:05 (no answer came in time), 3 attempts in vain.',
    ]);
  });

  it('by its raw reason where this page has no words for it', () => {
    expect(said({ code: 'event-parked', values: { reason: 'something-new' } })[0]).toBe(
      'Událost čeká: something-new.',
    );
  });

  it('also when its values were emptied with the customer', () => {
    expect(said({ code: 'event-accepted', values: { label: '' } })[0]).toBe('Ecomail přijal událost.');
    expect(said({ code: 'contact-stored', values: { fields: '' } })[0]).toBe('Kontakt je uložený.');
  });

  it('or not at all, when the service is newer than this page', () => {
    expect(said({ code: 'brand-new' as Step['code'] })).toEqual([undefined, undefined]);
  });

  it('and every value that a text names is given', () => {
    const codes = Object.keys(cs).filter((key) => key.startsWith('step.'));
    expect(codes.length).toBeGreaterThan(20);
    const unfilled = codes.flatMap((key) => said({ code: key.slice(5) as Step['code'] }));
    expect(unfilled.filter((words) => words === undefined || words.includes('{{'))).toEqual([]);
    expect(Object.keys(en)).toContain('step.received');
  });
});
