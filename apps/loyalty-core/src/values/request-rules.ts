/** Rules that several requests share. */
import { creditAmountPattern, isDay, isPhoneNumber, isWebAddress } from '@ellity/contracts';
import { isURL, Matches, ValidateBy } from 'class-validator';

/** For `ValidateIf`: what may be absent but not null. */
export const isGiven = (_body: object, value: unknown): boolean => value !== undefined;

/** Text of some length without control characters and halves of characters, which no column can hold. */
export const IsText = (max: number, min = 0) => textRule('isText', max, () => undefined, min);

/** A link that fits both the published event and a field of Ecomail. */
export const IsWebAddress = (max: number) =>
  textRule('isWebAddress', max, (text) =>
    isURL(text, { require_tld: false }) && isWebAddress(text)
      ? undefined
      : 'must be a web address with http:// or https://',
  );

/** A phone number; an empty text empties it, as null does. */
export const IsPhone = (max: number) =>
  textRule('isPhone', max, (text) =>
    text === '' || isPhoneNumber(text)
      ? undefined
      : 'must be a phone number of 5 to 15 digits, like "+420601002003"',
  );

export const IsDay = () =>
  ValidateBy(
    { name: 'isDay', validator: { validate: isDay } },
    { message: '$property must be a day of the calendar like "2027-01-15"' },
  );

export const IsCreditAmount = () =>
  Matches(creditAmountPattern, {
    context: { rule: 'creditAmount' },
    message: '$property must be an amount above zero with two decimals and at most 12 digits, like "150.00"',
  });

function textRule(name: string, max: number, problemOf: (text: string) => string | undefined, min = 0) {
  const problem = (value: unknown) => textProblem(value, min, max) ?? problemOf(String(value));
  return ValidateBy({
    name,
    constraints: [max, min],
    validator: {
      validate: (value: unknown) => problem(value) === undefined,
      defaultMessage: (about) => `$property ${problem(about?.value) ?? 'is no text'}`,
    },
  });
}

/** What breaks the rule of a text; undefined: nothing does. */
export function textProblem(value: unknown, min: number, max: number): string | undefined {
  if (typeof value !== 'string') return 'must be a text';
  if (/[\p{Cc}\p{Cs}]/u.test(value)) return 'must not hold control characters or halves of characters';
  const length = [...value].length;
  if (length > max) return `must have at most ${max} characters`;
  return length < min ? `must have at least ${min} character${min === 1 ? '' : 's'}` : undefined;
}
