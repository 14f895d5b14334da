/**
 * What a message is, in this system.
 *
 * A message class carries its data's rules (class-validator); `@Message` adds what the wire needs: name, version,
 * kind and one example. Everything else (type, exchange, queue binding, schema, document) is derived from these.
 */
import 'reflect-metadata';

/** A class whose instances are the data of one message version. */
export type MessageClass<T extends object = object> = new () => T;

/** Who may be named as the customer: the subject attribute, an address in the data, or nobody. */
export type CustomerRule = 'subject' | 'subject-or-email' | 'optional' | 'none';

export interface MessageOptions {
  readonly kind: 'event' | 'command';
  readonly customer: CustomerRule;
  /** True where the newest one per customer (or shop) wins, so that the owner must number its messages. */
  readonly sequenced: boolean;
  /** Fields of which exactly one is given. */
  readonly eitherOf?: readonly [string, string];
  /**
   * True for news that nobody has to listen to. Any other message that reaches no queue is kept as unrouted, since
   * its receiver is missing.
   */
  readonly isConsumerOptional?: boolean;
  /** The services that may publish it. Of an event this is its owner alone. */
  readonly publishers: readonly string[];
  /** A valid value of the data, used in the documents and checked by a test. */
  readonly example: Readonly<Record<string, unknown>>;
}

export interface Contract extends MessageOptions {
  /** `loyalty.CreditChanged` */
  readonly name: string;
  readonly version: number;
  /** Name and version as they stand on the wire and in the routing key: `loyalty.CreditChanged.v1` */
  readonly type: string;
  /** The topic exchange: `loyalty.events`, `loyalty.commands`, `ecomail.events`, `ecomail.commands`. */
  readonly exchange: string;
  readonly dataschema: string;
  readonly dataClass: MessageClass;
}

const contractKey = Symbol('contract');

/** Declares a message version. The wire name never comes from the class name. */
export function Message(name: `${string}.${string}`, version: number, options: MessageOptions) {
  return (dataClass: MessageClass): void => {
    const type = `${name}.v${version}`;
    const contract: Contract = {
      ...options,
      name,
      version,
      type,
      exchange: `${name.split('.')[0]}.${options.kind}s`,
      dataschema: `urn:ellity:message:${type}`,
      dataClass,
    };
    Reflect.defineMetadata(contractKey, contract, dataClass);
  };
}

/** The contract of a message class. Throws when the class was not declared with `@Message`. */
export function contractOf(dataClass: MessageClass): Contract {
  const contract: unknown = Reflect.getOwnMetadata(contractKey, dataClass);
  if (!contract) throw new TypeError(`${dataClass.name} is no message: declare it with @Message`);
  return contract as Contract;
}
