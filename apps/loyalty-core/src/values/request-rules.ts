/** Rules that several requests share. */
import { creditAmountPattern } from '@ellity/contracts';
import { Matches, ValidateBy } from 'class-validator';

/** For `ValidateIf`: what may be absent but not null. */
export const isGiven = (_body: object, value: unknown): boolean => value !== undefined;

/** Text of some length without control characters and halves of characters, which no column can hold. */
export const IsText = (max: number, min = 0) =>
  ValidateBy({
    name: 'isText',
    validator: {
      validate: (value: unknown) => textProblem(value, min, max) === undefined,
      defaultMessage: (about) => `$property ${textProblem(about?.value, min, max) ?? 'is no text'}`,
    },
  });

export const IsCreditAmount = () =>
  Matches(creditAmountPattern, {
    message: '$property must be an amount above zero with two decimals and at most 12 digits, like "150.00"',
  });

/** What breaks the rule of a text; undefined: nothing does. */
export function textProblem(value: unknown, min: number, max: number): string | undefined {
  if (typeof value !== 'string') return 'must be a text';
  if (/[\p{Cc}\p{Cs}]/u.test(value)) return 'must not hold control characters or halves of characters';
  const length = [...value].length;
  if (length > max) return `must have at most ${max} characters`;
  return length < min ? `must have at least ${min} character${min === 1 ? '' : 's'}` : undefined;
}
