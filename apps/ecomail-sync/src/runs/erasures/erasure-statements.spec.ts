import { columnsOfGroup, fieldGroups } from '../../fields/field-definitions';
import { blankContact } from './erasure-statements';

it.each(fieldGroups)('an erasure empties whatever the mirror keeps of a customer: %s', (group) => {
  const columns = [...columnsOfGroup(group).map(({ name }) => name), `${group}_event`];
  expect(columns.filter((column) => !new RegExp(`\\b${column} = null`).test(blankContact))).toEqual([]);
});
