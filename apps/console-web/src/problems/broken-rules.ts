import type { Core } from '../api/types';
import type { RuleText } from './rule-texts';

export type FieldProblem = NonNullable<Core['Problem']['errors']>[number];

/** What a value of a field must be, to be said in the language of the reader. */
export interface BrokenRule {
  /** The path of the field, without places in a list. */
  readonly field: string;
  readonly text: RuleText;
  readonly least: number;
  readonly most: number;
}

/** Each field once, with the first of its rules that says most; a rule that is not known here still has words. */
export function brokenRules(problems: readonly FieldProblem[]): BrokenRule[] {
  const broken = problems.map(({ field, rule = '', limits = [] }) => ({
    field: field.replaceAll(/\.\d+/g, ''),
    text: textOf(rule, limits),
    least: Math.min(...limits),
    most: Math.max(...limits),
  }));
  const told = new Map<string, BrokenRule>();
  for (const one of broken) if ((told.get(one.field)?.text ?? 'other') === 'other') told.set(one.field, one);
  return [...told.values()];
}

function textOf(rule: string, limits: readonly number[]): RuleText {
  const text = texts.get(rule) ?? 'other';
  return text === 'length' && (limits.length < 2 || limits.includes(0)) ? 'lengthMost' : text;
}

/** By the names that services give their rules. */
const texts: ReadonlyMap<string, RuleText> = new Map([
  ['isAddress', 'address'],
  ['isEmail', 'address'],
  ['creditAmount', 'amount'],
  ['isInt', 'whole'],
  ['isNumber', 'number'],
  ['min', 'least'],
  ['max', 'most'],
  ['isText', 'length'],
  ['isLength', 'length'],
  ['maxLength', 'length'],
  ['arrayMaxSize', 'items'],
  ['arrayUnique', 'unique'],
  ['isIn', 'choice'],
  ['isTimeZone', 'choice'],
  ['isDay', 'day'],
  ['isInstant', 'moment'],
  ['isIso8601', 'moment'],
  ['isUrl', 'web'],
  ['isWebAddress', 'web'],
  ['isPhone', 'phone'],
  ['isDefined', 'missing'],
]);
