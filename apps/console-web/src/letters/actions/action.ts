import type { Letters } from '../../api/types';

export type ActionKind = Letters['ActionRequest']['kind'];
export type Action = Letters['ActionView'];
export type Rule = Letters['RuleFields'];

/** The letters that are meant: these, or all that fit. */
export type Selection = Pick<Letters['ActionRequest'], 'ids' | 'filter'>;

/** The shortest and the longest reason that the service takes. */
export const [whyMin, whyMax] = [3, 500] as const;

/** Whether the number that a person typed is the one that is meant; spaces between its digits do not matter. */
export const isTypedCount = (typed: string, count: number): boolean =>
  typed.replaceAll(/[\s\u00a0\u202f.,]/g, '') === String(count);

/** A value as it was typed: JSON where it is in quotes, a list, an object, true, false or null, else a text. */
export function valueFrom(typed: string): Rule['to'] {
  if (!/^\s*(true|false|null|["{[].*)\s*$/s.test(typed)) return typed;
  try {
    return JSON.parse(typed) as Rule['to'];
  } catch {
    return typed;
  }
}

/** How much of an action is done with, of 0 to 100, in the parts that a bar shows. */
export function sharesOf({
  matched,
  done,
  counts,
  kind,
}: Action): Readonly<Record<'done' | 'failed' | 'sent', number>> {
  const share = (letters: number): number => (matched === 0 ? 0 : Math.min(100, (letters / matched) * 100));
  if (kind !== 'replay') return { done: share(done), failed: 0, sent: 0 };
  return { done: share(done), failed: share(counts.failed), sent: share(counts.sent + counts.retrying) };
}

/** What was meant, as it was frozen, or how many of each state there were, none left out: `Error code: data-invalid, Chosen letters: 3`. */
export const filterText = (filter: object, nameOf: (name: string) => string): string =>
  Object.entries(filter)
    .filter(([, value]) => value !== 0)
    .map(([name, value]) => `${nameOf(name)}: ${valueText(value, nameOf)}`)
    .join(', ');

function valueText(value: unknown, nameOf: (name: string) => string): string {
  if (Array.isArray(value)) return String(value.length);
  return typeof value === 'boolean' ? nameOf(String(value)) : String(value);
}
