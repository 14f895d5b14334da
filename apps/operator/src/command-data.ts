import { check, compose, type Contract, type Envelope } from '@ellity/contracts';
import { getMetadataStorage } from 'class-validator';
import { typedAmount } from './credit-amount';

export interface CommandField {
  /** `idempotencyKey` */
  readonly name: string;
  /** `--idempotency-key`; `--data-source` where the tool has an option of the field's name itself. */
  readonly option: string;
  /** Under which the parser keeps what was typed: `idempotencyKey`, `dataSource`. */
  readonly typedAs: string;
  readonly isBoolean: boolean;
}

/** What `send` asks of every command, whatever its fields are. */
export const ownOptions: readonly string[] = ['shop', 'customer', 'key', 'data', 'source', 'json'];

/** The fields of a command as its contract declares them, so that a new field is an option at once. */
export function fieldsOf(contract: Contract): CommandField[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(contract.dataClass, '', false, false);
  return [...new Set(rules.map((rule) => rule.propertyName))].map((name) => {
    const typedAs = ownOptions.includes(name) ? `data${name.charAt(0).toUpperCase()}${name.slice(1)}` : name;
    return {
      name,
      option: `--${typedAs.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
      typedAs,
      isBoolean: rules.some((rule) => rule.propertyName === name && rule.name === 'isBoolean'),
    };
  });
}

export interface CommandInput {
  readonly shopId: string;
  readonly source: string;
  readonly customerId?: string;
  /** What was typed, by field name. */
  readonly typed: Readonly<Record<string, string>>;
  /** JSON text with more fields. */
  readonly json?: string;
  readonly now: Date;
  readonly messageId: string;
}

export type CommandReading = { readonly envelope: Envelope } | { readonly problems: readonly string[] };

/** The command, with harmless fields filled in, or one line for each rule it breaks. */
export function commandFrom(contract: Contract, input: CommandInput): CommandReading {
  const more = jsonObjectOf(input.json ?? '{}');
  if (!more) return { problems: ['data must be a JSON object such as {"amount":"10.00"}'] };
  const fields = fieldsOf(contract);
  const typed = Object.fromEntries(
    fields
      .filter(({ name }) => input.typed[name] !== undefined)
      .map((field) => [field.name, valueOf(field, input.typed[field.name] ?? '')]),
  );
  const data = { ...defaultsOf(contract, input, { ...more, ...typed }), ...more, ...typed };
  const unknown = Object.keys(data).filter((name) => !fields.some((field) => field.name === name));
  const envelope = compose(contract.dataClass, data, {
    id: input.messageId,
    source: input.source,
    shopId: input.shopId,
    time: input.now.toISOString(),
    ...(input.customerId === undefined ? {} : { subject: input.customerId }),
  });
  const checked = check(envelope);
  const problems = [
    ...unknown.map((name) => `${name}: ${contract.name} has no such field`),
    ...(contract.publishers.includes(input.source)
      ? []
      : [`source must be one of ${contract.publishers.join(', ')}`]),
    ...(checked.ok ? [] : checked.problems),
  ];
  return checked.ok && problems.length === 0 ? { envelope } : { problems };
}

function valueOf({ name, isBoolean }: CommandField, text: string): unknown {
  if (text === 'null') return null;
  if (isBoolean && (text === 'true' || text === 'false')) return text === 'true';
  return name === 'amount' ? typedAmount(text) : text;
}

function defaultsOf(contract: Contract, input: CommandInput, given: Record<string, unknown>): object {
  const idempotencyKey = `send-${input.messageId}`;
  switch (contract.name) {
    case 'loyalty.AwardCredit':
      return { reason: given['reward'] === undefined ? 'order' : given['reward'], idempotencyKey };
    case 'loyalty.RevokeCredit':
      return {
        reason: given['reward'] === undefined ? 'order-cancelled' : 'newsletter-left',
        idempotencyKey,
      };
    case 'loyalty.SpendCredit':
      return { reason: 'spend', idempotencyKey };
    case 'loyalty.CancelSpending':
      return { reason: 'spend-cancelled', idempotencyKey };
    case 'loyalty.RegisterCustomer':
      return { registered: true, marketingConsent: 'unknown', idempotencyKey };
    case 'loyalty.RecordConsent':
      return { decidedAt: input.now.toISOString(), idempotencyKey };
    default:
      return {};
  }
}

function jsonObjectOf(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
