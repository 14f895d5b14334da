import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { columnsOfGroup, fieldDefinitions, fieldGroups, fieldNames } from './field-definitions';

const schema = readFileSync(join(__dirname, '../../schema.sql'), 'utf8');
const contactsTable = schema.slice(schema.indexOf('CREATE TABLE public.contacts')).split(');')[0] ?? '';
/** As pg_dump spells them. */
const spelled = { timestamptz: 'timestamp with time zone' } as Readonly<Record<string, string>>;

it.each(fieldGroups.flatMap(columnsOfGroup))(
  'a migration makes the column $name that the mirror keeps, as $type (npm run schema writes schema.sql anew)',
  ({ name, type }) => {
    expect(contactsTable).toMatch(new RegExp(`\\b${name} ${spelled[type] ?? type}\\b`));
  },
);

it.each(fieldNames)('%s keeps to the prefix that merchants know as ours, and says what it shows', (name) => {
  expect(name).toMatch(/^ellity_[a-z_]+$/);
  const { en, cs } = fieldDefinitions[name].meaning;
  expect([en, cs].every((words) => words.length > 3 && !words.includes('|'))).toBe(true);
});
