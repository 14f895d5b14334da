import { type Contract, type FieldSchema, publishedSchema } from '@ellity/contracts';

export interface MessageHelp {
  readonly about: string;
  /** By field name. */
  readonly fields: ReadonlyMap<string, string>;
}

/** What a message and each of its fields is, in the words of its published JSON Schema. */
export function helpOf(contract: Contract): MessageHelp {
  const { description, properties } = publishedSchema(contract);
  const fields = Object.entries(properties.data.properties);
  return { about: description, fields: new Map(fields.map(([name, field]) => [name, fieldHelpOf(field)])) };
}

function fieldHelpOf(field: FieldSchema): string {
  const description = field.description?.replaceAll(/`(\w+)`/g, '--$1');
  return [ruleOf(field), description].filter(Boolean).join('. ');
}

function ruleOf({ title, enum: values, type = [], maxLength }: FieldSchema): string {
  if (title !== undefined) return title;
  const words = values?.filter((value) => value !== null);
  if (words !== undefined) return words.length > 1 ? `one of ${words.join(', ')}` : words.join('');
  if ([type].flat().includes('boolean')) return 'true or false';
  return maxLength === undefined ? '' : `text, at most ${maxLength} characters`;
}
