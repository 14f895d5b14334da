import { creditReasons, reasonName } from './credit-reasons';
import { codePattern } from './rules';

describe('the reasons of a change', () => {
  it('are words that a message may carry, each with a name in both languages', () => {
    for (const [reason, { cs, en }] of Object.entries(creditReasons)) {
      expect(reason).toMatch(codePattern);
      expect(Math.min(cs.length, en.length)).toBeGreaterThan(0);
    }
  });

  it.each([
    ['nameday', 'cs', 'svátek'],
    ['nameday', 'en', 'name day'],
    ['loyalty-quiz', 'cs', 'loyalty-quiz'],
    ['constructor', 'en', 'constructor'],
  ] as const)('%s in %s: %s', (reason, language, name) => expect(reasonName(reason, language)).toBe(name));
});
