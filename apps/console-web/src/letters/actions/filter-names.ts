import { isNamed, useFieldNames } from '../../problems/field-names';
import { useLettersTexts } from '../texts';

const states = ['open', 'taken', 'delivered', 'discarded'] as const;

/** What the parts of a filter, and the states that letters are counted by, are called on the page. */
export function useFilterNames(): (name: string) => string {
  const say = useLettersTexts();
  const fieldName = useFieldNames();
  return (name) => {
    const state = states.find((one) => one === name);
    if (state) return say(`states.${state}`);
    const path = name === 'ids' ? name : `filter.${name}`;
    return isNamed(path) ? fieldName(path) : name;
  };
}
