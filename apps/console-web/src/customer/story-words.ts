import type { Sync } from '../api/types';
import { formatAmount, formatCredits } from '../language/amounts';
import { formatDay, formatMoment } from '../language/times';
import { isKeyIn, type Language } from '../language/texts';
import { cs, type StorySay } from './story-texts';

type Step = Sync['StoryStepView'];

const isKey = isKeyIn(cs);

/** A step in the language of the page. Undefined: the service is newer than this page; its own sentence says the step. */
export function wordsOf(step: Step, say: StorySay, language: Language): string | undefined {
  const key = `step.${step.code}`;
  return isKey(key) ? say(key, valuesOf(step, say, language)) : undefined;
}

/** Whatever the texts of steps name, as the language writes it. */
function valuesOf({ values, reason }: Step, say: StorySay, language: Language): Record<string, string> {
  const raw = (name: string): string => String(values[name] ?? '');
  const known = (key: string, otherwise: string): string => (isKey(key) ? say(key) : otherwise);
  const moment = (name: string): string => (raw(name) ? formatMoment(raw(name), language) : '');
  const after = (name: string): string => (raw(name) ? `: ${raw(name)}` : '.');
  const cause = known(`cause.${raw('reason')}`, raw('reason'));
  return {
    change: formatCredits(raw('amount'), language, { signed: true }),
    amount: formatCredits(raw('amount'), language),
    balance: formatAmount(raw('balance'), language),
    cause: [cause, raw('reference')].filter(Boolean).join(' '),
    quiet: values['announced'] === false ? say('quiet') : '',
    day: raw('expiresOn') ? formatDay(raw('expiresOn'), language) : '',
    fields: after('fields'),
    message: after('message'),
    event: known(`event.${raw('label')}`, ''),
    why: known(`why.${reason ?? ''}`, raw('message') || raw('failure') || raw('reason') || '–'),
    attempts: say('attempts', { count: Number(values['failures'] ?? 0) }),
    until: moment('until'),
    next: moment('nextAttemptAt'),
  };
}
