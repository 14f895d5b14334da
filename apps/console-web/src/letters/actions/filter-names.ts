import { isNamed, useFieldNames } from '../../problems/field-names';
import { useLettersTexts } from '../texts';

/** How the audit counts the letters of an action, and what it keeps of a group. */
const audited = {
  letters: 'group.counts',
  chosen: 'count.chosen',
  inFlight: 'count.sent',
  retrying: 'count.retrying',
  settledWell: 'count.done',
  failed: 'count.failed',
  failedAnew: 'count.failedAnew',
  isOnHold: 'group.onHold',
  hasNote: 'group.note',
  fields: 'edit.fields',
  true: 'yes',
  false: 'no',
} as const;
const isAudited = (name: string): name is keyof typeof audited => Object.hasOwn(audited, name);

const states = ['open', 'taken', 'delivered', 'discarded'] as const;

/** What the parts of a filter, and what letters are counted by, are called on the page. */
export function useFilterNames(): (name: string) => string {
  const say = useLettersTexts();
  const fieldName = useFieldNames();
  return (name) => {
    const state = states.find((one) => one === name);
    if (state) return say(`states.${state}`);
    if (isAudited(name)) return say(audited[name]);
    const path = name === 'ids' ? name : `filter.${name}`;
    return isNamed(path) ? fieldName(path) : name;
  };
}
