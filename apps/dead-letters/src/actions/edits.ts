import { check, findContract, isRecord, publishedSchema } from '@ellity/contracts';
import { maskedJson } from '../letters/masked-body';
import type { EditRule } from './action';

export type Edited =
  | { readonly ok: true; readonly body: Buffer }
  /** `not-editable`, `field-locked`, `field-unknown`, `contract-broken`, `nothing-changed` */
  | { readonly ok: false; readonly code: string; readonly problems: readonly string[] };

const refused = (code: string, ...problems: string[]): Edited => ({ ok: false, code, problems });

/** Names by which a message or a change is known, to us and to others: they stay, or another message would be made. */
const isLocked = (name: string): boolean => /^id$|Id$|Key$/.test(name);

/** The message with other data. Its envelope stays; the data must keep the contract, and its ids. */
export function withData(body: Buffer, data: Readonly<Record<string, unknown>>): Edited {
  const envelope = envelopeIn(body);
  if (!envelope) return refused('not-editable', 'the message is no CloudEvent with data');
  const locked = lockedProblems(envelope.data, data);
  if (locked.length > 0) return refused('field-locked', ...locked);
  const unknown = unknownProblems(envelope, data);
  if (unknown.length > 0) return refused('field-unknown', ...unknown);
  const edited = { ...envelope, data };
  const text = JSON.stringify(edited);
  if (text === JSON.stringify(envelope)) return refused('nothing-changed', 'the data is as it was');
  const checked = check(JSON.parse(text));
  return checked.ok ? { ok: true, body: Buffer.from(text) } : refused('contract-broken', ...checked.problems);
}

/** The message after the rules, in their order. A rule for a field that is not there does nothing, but for `set`. */
export function withRules(body: Buffer, rules: readonly EditRule[]): Edited {
  const envelope = envelopeIn(body);
  if (!envelope) return refused('not-editable', 'the message is no CloudEvent with data');
  const data = structuredClone(envelope.data);
  for (const rule of rules) apply(rule, data);
  return withData(body, data);
}

export interface GivenBack {
  readonly data: Readonly<Data>;
  /** Fields that hold a mask which stands for no value of the message: nobody may take it for one. */
  readonly masked: readonly string[];
}

/** Data that was edited as it is shown: what is still masked as it was shown is the value of the message again. */
export function givenBack(body: Buffer, given: Readonly<Data>): GivenBack {
  const envelope = envelopeIn(body);
  const shown = maskedJson(body);
  if (!envelope || !isRecord(shown)) return { data: given, masked: [] };
  const data = unmasked(envelope.data, shown['data'], given);
  return { data: isRecord(data) ? data : given, masked: masksIn(data) };
}

function unmasked(kept: unknown, shown: unknown, given: unknown): unknown {
  if (JSON.stringify(given) === JSON.stringify(shown)) return kept;
  if (isRecord(kept) && isRecord(shown) && isRecord(given))
    return Object.fromEntries(
      Object.entries(given).map(([name, value]) => [
        name,
        Object.hasOwn(kept, name) ? unmasked(kept[name], shown[name], value) : value,
      ]),
    );
  if (!Array.isArray(kept) || !Array.isArray(shown) || !Array.isArray(given)) return given;
  return given.map((value, place): unknown => unmasked(kept[place], shown[place], value));
}

const mask = /\[secret\]|(?:^|\W)\w\*{3}@/u;

function masksIn(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return mask.test(value) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    masksIn(inner, path === '' ? name : `${path}.${name}`),
  );
}

type Data = Record<string, unknown>;

function apply({ what, field, to }: EditRule, data: Data): void {
  const path = field.split('.');
  const name = path.pop() ?? '';
  const place = path.reduce<Data | undefined>((inner, part) => {
    const next = inner && Object.hasOwn(inner, part) ? inner[part] : undefined;
    return isRecord(next) ? next : undefined;
  }, data);
  if (!place || name === '__proto__') return;
  if (what === 'set') place[name] = to;
  if (what === 'set' || !Object.hasOwn(place, name)) return;
  const value = place[name];
  Reflect.deleteProperty(place, name);
  if (what === 'rename') place[String(to)] = value;
}

function lockedProblems(before: Readonly<Data>, after: Readonly<Data>, path = ''): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => {
    const [was, is] = [before[name], after[name]];
    if (isLocked(name))
      return JSON.stringify(was) === JSON.stringify(is) ? [] : [`${path}${name} names something and stays`];
    return isRecord(was) && isRecord(is) ? lockedProblems(was, is, `${path}${name}.`) : [];
  });
}

/** Receivers pass over what the contract does not name, so that a field typed wrongly would change nothing. */
function unknownProblems(envelope: Data & { readonly data: Data }, after: Readonly<Data>): string[] {
  const contract = findContract(String(envelope['type']));
  if (!contract) return [];
  const { properties } = publishedSchema(contract).properties.data;
  return Object.keys(after)
    .filter((name) => !Object.hasOwn(envelope.data, name) && !Object.hasOwn(properties, name))
    .map((name) => `${name} is no field of ${contract.type}`);
}

function envelopeIn(body: Buffer): (Data & { readonly data: Data }) | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return isRecord(value) && isRecord(value['data']) ? (value as Data & { readonly data: Data }) : undefined;
  } catch {
    return undefined;
  }
}
