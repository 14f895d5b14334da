import { Refusal } from '../api/refusal';
import type { SwitchValue } from '../switches/switches';
import type { ContactProblem } from './field-values';

/** The forms in which the API refuses contacts: sections 4.4 and 9 of docs/ecomail.md. */

/** A call about one contact; its form is not documented. `email_required` is (4.5). */
export function contactRefusal(
  problems: readonly ContactProblem[],
  form: SwitchValue<'invalidEmail'>,
): Refusal {
  const [first] = problems;
  if (first?.code === 'email_required') return new Refusal(422, { errors: { email: ['email_required'] } });
  switch (form) {
    case 'errors-map':
      return new Refusal(422, { errors: byField(problems) });
    case 'errors-array':
      return new Refusal(422, { errors: problems.map(({ message }) => message) });
    case 'message':
      return new Refusal(422, { message: first?.message ?? 'Invalid data' });
  }
}

export type RefusedContacts = ReadonlyMap<number, readonly ContactProblem[]>;

/** One bad contact refuses the whole; `single` is the old form, which tells of the first only. */
export function bulkRefusal(
  refused: RefusedContacts,
  contacts: readonly unknown[],
  form: SwitchValue<'bulkRefusal'>,
): Refusal {
  const [first] = refused;
  if (form === 'single' && first) {
    const [index, [problem]] = first;
    return new Refusal(422, {
      errors: problem ? { [problem.field]: [problem.code] } : {},
      data: contacts[index],
    });
  }
  const entries = [...refused].flatMap(([index, problems]): [string, unknown][] =>
    form === 'by-index'
      ? [[`subscriber_data.${index}`, byField(problems)]]
      : Object.entries(byField(problems)).map(([field, messages]) => [
          `subscriber_data.${index}.${field}`,
          messages,
        ]),
  );
  return new Refusal(422, { errors: Object.fromEntries(entries) });
}

export function byField(problems: readonly ContactProblem[]): Readonly<Record<string, readonly string[]>> {
  const fields = new Map<string, string[]>();
  for (const { field, message } of problems) fields.set(field, [...(fields.get(field) ?? []), message]);
  return Object.fromEntries(fields);
}

export function missingContact(form: '404' | '422' | '200' | '404-message', email: string): Refusal {
  const text = `Subscriber with email ${email} was not found in the list`;
  if (form === '404-message') return new Refusal(404, { message: 'Subscriber not found' });
  return form === '422'
    ? new Refusal(422, { errors: { email: [text] } })
    : new Refusal(Number(form), { errors: [text] });
}
