import { type FieldGroup, fieldGroups } from '../fields/field-definitions';
import type { ContactChange } from './contact-change';
import { type KnownGroups, missingParts } from './missing-parts';

const change = (customerId: string, group: ContactChange['group']) =>
  ({ customerId, group }) as unknown as ContactChange;
const changes = [change('a', 'profile'), change('a', 'credit'), change('a', 'pin')];
const nothing = Object.fromEntries(fieldGroups.map((group) => [group, '0'])) as Record<FieldGroup, string>;
const partsWith = (known: Partial<KnownGroups> | undefined) =>
  missingParts(changes, () => known && { ...nothing, isErased: false, ...known }).map(({ group }) => group);

it('a customer whom the mirror never heard of is filled in whole', () =>
  expect(partsWith(undefined)).toEqual(['profile', 'credit', 'pin']));

it('a group that a message brought is left alone, the others are filled in', () =>
  expect(partsWith({ credit: '1795420800000000' })).toEqual(['profile', 'pin']));

it('nobody who was erased is brought back', () => expect(partsWith({ isErased: true })).toEqual([]));
