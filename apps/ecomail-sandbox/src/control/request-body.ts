import { type FieldProblem, Problem } from '@ellity/platform';

type Rule = 'text' | 'text?' | 'number?' | 'boolean?' | 'url?';
type Read<R extends Rule> = R extends 'text'
  ? string
  : R extends 'number?'
    ? number | undefined
    : R extends 'boolean?'
      ? boolean | undefined
      : R extends 'url?'
        ? string | null | undefined
        : string | undefined;

const problems: Readonly<Record<Rule, string>> = {
  text: 'is required and must be a text',
  'text?': 'must be a text',
  'number?': 'must be a number',
  'boolean?': 'must be true or false',
  'url?': 'must be an address that starts with http:// or https://, or null for none',
};

/** Reads a JSON body of the control API. Unknown properties are refused too: they are most often misspelt ones. */
export function bodyOf<const Rules extends Readonly<Record<string, Rule>>>(
  body: unknown,
  rules: Rules,
): { readonly [Name in keyof Rules]: Read<Rules[Name]> } {
  const given = isObject(body) ? body : {};
  const wrong: FieldProblem[] =
    body !== undefined && !isObject(body) ? [{ field: 'body', problem: 'must be a JSON object' }] : [];
  for (const [field, rule] of Object.entries(rules)) {
    if (!fits(given[field], rule)) wrong.push({ field, problem: problems[rule] });
  }
  for (const field of Object.keys(given)) {
    if (!Object.hasOwn(rules, field))
      wrong.push({ field, problem: `is not known here; known are ${Object.keys(rules).join(', ')}` });
  }
  if (wrong.length > 0) throw new Problem(400, 'request-invalid', 'Nothing was done; see errors.', wrong);
  return Object.fromEntries(Object.keys(rules).map((name) => [name, given[name]])) as {
    [Name in keyof Rules]: Read<Rules[Name]>;
  };
}

function fits(value: unknown, rule: Rule): boolean {
  if (value === undefined) return rule !== 'text';
  switch (rule) {
    case 'text':
      return typeof value === 'string' && value.trim() !== '';
    case 'text?':
      return typeof value === 'string';
    case 'number?':
      return typeof value === 'number' && Number.isFinite(value);
    case 'boolean?':
      return typeof value === 'boolean';
    case 'url?':
      return (
        value === null || (typeof value === 'string' && /^https?:\/\//.test(value) && URL.canParse(value))
      );
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
