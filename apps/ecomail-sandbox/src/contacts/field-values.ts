import { ecomailLimits, type FieldType, type PlainFieldValue } from '@ellity/ecomail';
import type { FieldDefinition, Fields } from '../store/rows';
import type { SwitchValues } from '../switches/switches';

/** Something about a contact that makes the API refuse it: `code` in the old form of answers, `message` in the newer. */
export interface ContactProblem {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

export interface FieldRules {
  readonly unknownField: 'create' | 'drop' | 'refuse';
  readonly takesTypedForm: boolean;
  readonly switches: SwitchValues;
}

export interface FieldWrite {
  readonly fields: Fields;
  /** Fields that the list gets by this write. */
  readonly created: Readonly<Record<string, FieldDefinition>>;
  readonly problems: readonly ContactProblem[];
}

const types: readonly FieldType[] = ['string', 'date', 'json', 'int', 'url'];

/** Undefined: Ecomail has no such type. */
export const fieldTypeOf = (name: string): FieldType | undefined => types.find((type) => type === name);
const nothingWritten = { created: {}, problems: [] } as const;

/** What a contact's fields are after a write. Keys are trimmed and lower-cased; two that become one are refused. */
export function fieldWrite(
  stored: Fields,
  sent: unknown,
  known: Readonly<Record<string, FieldDefinition>>,
  rules: FieldRules,
): FieldWrite {
  if (sent === undefined || sent === null || (Array.isArray(sent) && sent.length === 0))
    return { fields: stored, ...nothingWritten };
  if (typeof sent !== 'object' || Array.isArray(sent)) {
    return {
      fields: stored,
      created: {},
      problems: [problem('custom_fields', 'custom_fields_invalid', 'Custom fields must be an object')],
    };
  }
  const draft = new Draft(rules.switches.fieldWrite === 'merge' ? stored : {}, known, rules);
  for (const name in sent) draft.write(name, sent as Readonly<Record<string, unknown>>);
  return draft.done();
}

class Draft {
  private readonly fields: Record<string, PlainFieldValue>;
  private readonly created: Record<string, FieldDefinition> = {};
  private readonly problems: ContactProblem[] = [];
  private readonly oddKeys = new Set<string>();

  constructor(
    stored: Fields,
    private readonly known: Readonly<Record<string, FieldDefinition>>,
    private readonly rules: FieldRules,
  ) {
    this.fields = { ...stored };
  }

  write(name: string, sent: Readonly<Record<string, unknown>>): void {
    const key = name.trim().toLowerCase();
    if (key !== name) {
      const isTwice = Object.hasOwn(sent, key) || this.oddKeys.has(key);
      if (isTwice) return this.refuse(key, 'duplicate', 'Duplicate custom field');
      this.oddKeys.add(key);
    }
    const typed = typedFormOf(sent[name]);
    if (typed && !this.rules.takesTypedForm) return this.refuse(key, 'invalid', 'Value must be plain');
    const value = typed ? typed.value : sent[name];
    const definition = Object.hasOwn(this.known, key) ? this.known[key] : this.define(key, typed?.type);
    if (definition) this.set(key, definition.type, value);
  }

  done(): FieldWrite {
    const { fieldsTooLong, fieldsTotal } = this.rules.switches;
    let left: number = ecomailLimits.customFieldCharacters;
    for (const key in this.fields) {
      const text = String(this.fields[key]);
      const length = text.length + (fieldsTotal === 'values' ? 0 : key.length);
      if (length > left && fieldsTooLong === 'refuse') {
        this.problems.push(
          problem(
            'custom_fields',
            'custom_fields_too_long',
            'Custom fields may have 5000 characters in total',
          ),
        );
        break;
      }
      if (length > left) this.fields[key] = text.slice(0, Math.max(0, left));
      left = Math.max(0, left - length);
    }
    return { fields: this.fields, created: this.created, problems: this.problems };
  }

  private define(key: string, type: FieldType | undefined): FieldDefinition | undefined {
    if (this.rules.unknownField === 'refuse') this.refuse(key, 'unknown', 'Unknown custom field');
    if (this.rules.unknownField !== 'create') return undefined;
    if (key === '') this.refuse(key, 'invalid', 'Custom field needs a name');
    return (this.created[key] = { type: type ?? 'string', name: key });
  }

  private set(key: string, type: FieldType, value: unknown): void {
    const { emptyText, nullValue, badFieldValue } = this.rules.switches;
    if (value === null || value === undefined) {
      if (nullValue === 'clears') delete this.fields[key];
      return;
    }
    if (value === '') {
      if (emptyText === 'clears') delete this.fields[key];
      return;
    }
    const stored = storedForm(type, value);
    if (stored !== undefined) this.fields[key] = stored;
    else if (badFieldValue === 'refuse') this.refuse(key, 'invalid', `Value is not a valid ${type}`);
    else if (badFieldValue === 'clear') delete this.fields[key];
    else this.fields[key] = typeof value === 'string' ? value : JSON.stringify(value);
  }

  private refuse(key: string, code: string, message: string): void {
    this.problems.push(problem(`custom_fields.${key}`, `custom_field_${code}`, message));
  }
}

const problem = (field: string, code: string, message: string): ContactProblem => ({ field, code, message });

function typedFormOf(sent: unknown): { readonly value: unknown; readonly type: FieldType } | undefined {
  if (typeof sent !== 'object' || sent === null || !('value' in sent) || !('type' in sent)) return undefined;
  const type = types.find((known) => known === sent.type);
  return { value: sent.value, type: type ?? 'string' };
}

/** The form in which a value of a type is kept; undefined when it is no such value. */
function storedForm(type: FieldType, value: unknown): PlainFieldValue | undefined {
  if (type === 'int') return intOf(value);
  if (type === 'string')
    return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
  if (typeof value !== 'string') return undefined;
  if (type === 'date') return isDate(value) ? value : undefined;
  if (type === 'url') return /^https?:\/\/[^\s/]/i.test(value) && URL.canParse(value) ? value : undefined;
  return isJson(value) ? value : undefined;
}

function intOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

function isDate(text: string): boolean {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
