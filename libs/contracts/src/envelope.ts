/**
 * The wire form: CloudEvents 1.0 in structured JSON mode (https://github.com/cloudevents/spec, version 1.0.2).
 * CloudEvents has no mapping to AMQP 0-9-1; ours is in docs/messages.md.
 */
import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import { v7 as uuidv7 } from 'uuid';
import { type Contract, contractOf, type MessageClass } from './message';
import { isRecord } from './is-record';
import { findContract } from './registry';
import { attributePatterns, isInstant, isStorable } from './rules';
import { validInstanceOf } from './valid-instance';

export const contentType = 'application/cloudevents+json';
/** A larger body is refused before it is parsed. */
export const bodyBytesMax = 128 * 1024;

export interface Envelope<T extends object = object> {
  readonly specversion: '1.0';
  /** UUIDv7. With `source` it names the message for ever: receivers apply it once. */
  readonly id: string;
  /** The publishing service. */
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly dataschema: string;
  readonly shopid: string;
  /** Customer id. */
  readonly subject?: string;
  /** 16 digits: microseconds of the owner's database clock, never repeated for a customer. */
  readonly sequence?: string;
  /** W3C trace context. */
  readonly traceparent?: string;
  readonly data: T;
}

export interface MessageAbout {
  readonly source: string;
  readonly shopId: string;
  readonly subject?: string;
  readonly sequence?: string;
  readonly traceparent?: string;
  /** When it happened; default: now. */
  readonly time?: string;
  readonly id?: string;
}

/** Puts data of a message class into an envelope. Nothing is checked: `decode` checks, on both sides. */
export function compose<T extends object>(
  dataClass: MessageClass<T>,
  data: T,
  about: MessageAbout,
): Envelope<T> {
  const contract = contractOf(dataClass);
  return {
    specversion: '1.0',
    id: about.id ?? uuidv7(),
    source: about.source,
    type: contract.type,
    time: about.time ?? new Date().toISOString(),
    datacontenttype: 'application/json',
    dataschema: contract.dataschema,
    shopid: about.shopId,
    ...(about.subject === undefined ? {} : { subject: about.subject }),
    ...(about.sequence === undefined ? {} : { sequence: about.sequence }),
    ...(about.traceparent === undefined ? {} : { traceparent: about.traceparent }),
    data,
  };
}

export type Decoded =
  | { readonly ok: true; readonly envelope: Envelope; readonly contract: Contract }
  | {
      readonly ok: false;
      /** `body-too-large`, `body-not-json`, `envelope-invalid`, `type-unknown`, `data-invalid` */
      readonly code: string;
      /** One line per broken rule, naming the field, never its value. */
      readonly problems: readonly string[];
    };

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads and checks a body. Never throws; what is returned as ok keeps every rule of its contract. */
export function decode(body: Uint8Array): Decoded {
  if (body.byteLength > bodyBytesMax) {
    return refused('body-too-large', [
      `body has ${body.byteLength} bytes; at most ${bodyBytesMax} are taken`,
    ]);
  }
  let value: unknown;
  let text: string;
  try {
    text = utf8.decode(body);
    value = JSON.parse(text);
  } catch {
    return refused('body-not-json', ['body is not JSON in UTF-8']);
  }
  return check(value, !text.includes(escapedCharacter));
}

/** Without one of these a body in UTF-8 holds neither NUL nor half a character. */
const escapedCharacter = '\\u';

/**
 * Checks an envelope that was already parsed, as `decode` does. `isStorableText`: its texts need not be searched for what no
 * database can store.
 */
export function check(value: unknown, isStorableText = false): Decoded {
  if (!isRecord(value)) return refused('envelope-invalid', ['body must be a JSON object (a CloudEvent)']);
  const contract = typeof value['type'] === 'string' ? findContract(value['type']) : undefined;
  const problems = envelopeProblems(value, contract);
  if (problems.length > 0) return refused('envelope-invalid', problems);
  if (!contract) return refused('type-unknown', [`type ${printable(value['type'])} is not known here`]);
  if (!isRecord(value['data'])) return refused('data-invalid', ['data must be an object']);
  const checked = dataFrom(contract.dataClass, value['data'], isStorableText);
  const dataProblems = [...checked.problems, ...customerProblems(value, contract)];
  if (dataProblems.length > 0) return refused('data-invalid', dataProblems);
  return { ok: true, envelope: { ...value, data: checked.data } as unknown as Envelope, contract };
}

/**
 * The data as an instance of its class, or every broken rule. Whatever a rule throws is a broken rule too: the same
 * data would make it throw at every attempt.
 */
export function dataFrom(
  dataClass: MessageClass,
  value: object,
  isStorableText = false,
): { readonly data?: object; readonly problems: readonly string[] } {
  try {
    const data = validInstanceOf(dataClass, value);
    if (data && (isStorableText || textProblems(data).length === 0)) return { data, problems: [] };
    if (isDeeperThan(dataDepthMax, value)) return { problems: ['data is nested too deeply'] };
    return judged(plainToInstance(dataClass, value, { enableImplicitConversion: false }));
  } catch (error) {
    return { problems: [`data cannot be checked: a rule ended with ${(error as Error | undefined)?.name}`] };
  }
}

function judged(data: object): { readonly data: object; readonly problems: readonly string[] } {
  const problems = problemsOf(validateSync(data, validation));
  return { data, problems: problems.length > 0 ? problems : textProblems(data) };
}

/** Far deeper than any message; what reads data recursively must not overflow. */
const dataDepthMax = 20;

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(levels - 1, inner));
}

/**
 * Unknown fields pass: adding an optional field does not make a new version, so an older receiver meets them.
 * They are removed from what handlers see.
 */
const validation = {
  whitelist: true,
  forbidUnknownValues: true,
  validationError: { target: false, value: false },
} as const;

/** Of fields whose rule does not look at characters, such as links. */
function textProblems(data: object, path = ''): string[] {
  return Object.entries(data).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value === 'object' && value !== null) return textProblems(value, `${path}${name}.`);
    const isGood = typeof value !== 'string' || isStorable(value);
    return isGood ? [] : [`${path}${name} must not hold NUL or half a character`];
  });
}

type AttributeRule = readonly [name: string, isValid: (value: unknown) => boolean, rule: string];

const matches = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value);
const requiredAttributes: readonly AttributeRule[] = [
  ['specversion', (value) => value === '1.0', 'must be "1.0"'],
  ['id', matches(attributePatterns.id), 'must be a UUID of version 7'],
  ['source', matches(attributePatterns.source), 'must be the name of the publishing service'],
  ['type', matches(attributePatterns.type), 'must name a message type such as "loyalty.AwardCredit.v1"'],
  ['time', isInstant, 'must be an instant in UTC like "2026-11-23T08:15:30.123Z"'],
  ['shopid', matches(attributePatterns.shopid), 'must be a shop id: lower-case letters, digits and hyphens'],
];
const optionalAttributes: readonly AttributeRule[] = [
  ['datacontenttype', (value) => value === 'application/json', 'must be "application/json"'],
  ['subject', matches(attributePatterns.subject), 'must be a customer id (UUID)'],
  ['sequence', matches(attributePatterns.sequence), 'must have 16 digits'],
  ['traceparent', matches(attributePatterns.traceparent), 'must be a W3C traceparent'],
];

function envelopeProblems(value: Record<string, unknown>, contract: Contract | undefined): string[] {
  const problems: string[] = [];
  for (const [name, isValid, rule] of requiredAttributes)
    if (!isValid(value[name])) problems.push(`${name} ${rule}`);
  for (const [name, isValid, rule] of optionalAttributes)
    if (value[name] !== undefined && !isValid(value[name])) problems.push(`${name} ${rule}`);
  if (!contract) return problems;
  const schema = value['dataschema'];
  if (schema !== undefined && schema !== contract.dataschema) {
    problems.push(`dataschema must be "${contract.dataschema}"`);
  }
  if (contract.sequenced && value['sequence'] === undefined) problems.push('sequence is missing');
  if (contract.customer === 'subject' && value['subject'] === undefined) problems.push('subject is missing');
  if (contract.customer === 'none' && value['subject'] !== undefined) {
    problems.push('subject must be absent: this message is not about one customer');
  }
  return problems;
}

function customerProblems(value: Record<string, unknown>, contract: Contract): string[] {
  if (contract.customer !== 'subject-or-email') return [];
  const data = value['data'] as Record<string, unknown>;
  const problems: string[] = [];
  if ((value['subject'] === undefined) === (data['email'] === undefined || data['email'] === null)) {
    problems.push('name the customer once: by subject (customer id) or by email');
  }
  const given = contract.eitherOf?.filter((field) => data[field] !== undefined) ?? [];
  if (given.length > 1) problems.push(`give either ${given.join(' or ')}, not both`);
  return problems;
}

function problemsOf(errors: readonly ValidationError[], path = ''): string[] {
  return errors.flatMap((error) => {
    const here = `${path}${printable(error.property)}`;
    const own = Object.values(error.constraints ?? {}).map((text) =>
      text.startsWith(error.property) ? `${path}${text}` : `${here}: ${text}`,
    );
    return [...own, ...problemsOf(error.children ?? [], `${here}.`)];
  });
}

const printable = (value: unknown): string => JSON.stringify(String(value).slice(0, 100)).slice(1, -1);
const refused = (code: string, problems: readonly string[]): Decoded => ({ ok: false, code, problems });
