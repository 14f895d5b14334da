/**
 * A short way to the answer "keeps every rule". class-validator and class-transformer look their rules up and build
 * error objects for every message; here the rules of a class are collected once. Whatever is not plainly valid, or not
 * understood, is left to them: they alone refuse, and say why. What that is worth is in docs/adr/0031.
 */
import 'reflect-metadata';
import { getMetadataStorage, type ValidationArguments, ValidationTypes } from 'class-validator';
import type { MessageClass } from './message';

type Condition = (object: object, value: unknown) => boolean;
type Check = (object: object, value: unknown) => boolean;

interface PropertyRules {
  readonly name: string;
  /** The rules count only where all of these hold. */
  readonly conditions: Condition[];
  readonly checks: Check[];
  part: MessageClass | undefined;
  /** What the value is taken as, before it is checked. */
  readonly readsAs: Reading | undefined;
}

interface Rules {
  readonly byName: ReadonlyMap<string, PropertyRules>;
  readonly all: readonly PropertyRules[];
}

type Reading = (value: unknown) => unknown;

const readingKey = Symbol('reading');
const partKey = Symbol('part');
const rulesByClass = new Map<MessageClass, Rules | undefined>();

/** Remembers the class of a part; see `IsPart`. */
export const HasPart =
  (part: () => MessageClass): PropertyDecorator =>
  (target, property) =>
    Reflect.defineMetadata(partKey, part, target, property);

/** Remembers what a value is taken as; class-transformer needs the same as a `Transform`. */
export const ReadsAs =
  (reading: Reading): PropertyDecorator =>
  (target, property) =>
    Reflect.defineMetadata(readingKey, reading, target, property);

/**
 * The data as an instance of its class. Undefined means: in doubt, ask class-validator. Fields without rules, lists and
 * objects that are no part are such doubts, so an instance holds nothing but what its class declares.
 */
export function validInstanceOf(dataClass: MessageClass, data: object): object | undefined {
  const rules = rulesOf(dataClass);
  if (!rules) return undefined;
  const instance = new dataClass() as Record<string, unknown>;
  for (const name of Object.keys(data)) {
    const property = rules.byName.get(name);
    if (!property) return undefined;
    const value = (data as Record<string, unknown>)[name];
    const taken = typeof value === 'object' && value !== null ? partOf(property, value) : value;
    if (taken === undefined) return undefined;
    instance[name] = property.readsAs ? property.readsAs(taken) : taken;
  }
  for (const property of rules.all) if (!isKept(property, instance)) return undefined;
  return instance;
}

function isKept({ name, conditions, checks }: PropertyRules, instance: Record<string, unknown>): boolean {
  const value = instance[name];
  for (const isMeant of conditions) if (!isMeant(instance, value)) return true;
  for (const isValid of checks) if (!isValid(instance, value)) return false;
  return true;
}

function partOf({ part }: PropertyRules, value: object): object | undefined {
  return part && !Array.isArray(value) ? validInstanceOf(part, value) : undefined;
}

function rulesOf(dataClass: MessageClass): Rules | undefined {
  const known = rulesByClass.get(dataClass);
  if (known || rulesByClass.has(dataClass)) return known;
  const rules = collectRules(dataClass);
  rulesByClass.set(dataClass, rules);
  return rules;
}

/** Undefined when a rule is of a kind that is not understood here. */
function collectRules(dataClass: MessageClass): Rules | undefined {
  const storage = getMetadataStorage();
  const rules = new Map<string, PropertyRules>();
  for (const metadata of storage.getTargetValidationMetadatas(dataClass, '', false, false)) {
    const { type, propertyName, each, validateIf, constraints } = metadata;
    const known = rules.get(propertyName);
    const readsAs = Reflect.getMetadata(readingKey, dataClass.prototype as object, propertyName) as
      Reading | undefined;
    const property = known ?? { name: propertyName, conditions: [], checks: [], part: undefined, readsAs };
    rules.set(propertyName, property);
    if (each || validateIf) return undefined;
    if (type === ValidationTypes.CONDITIONAL_VALIDATION) {
      property.conditions.push(constraints[0] as Condition);
    } else if (type === ValidationTypes.NESTED_VALIDATION) {
      const part: unknown = Reflect.getMetadata(partKey, dataClass.prototype as object, propertyName);
      if (typeof part !== 'function') return undefined;
      property.part = (part as () => MessageClass)();
    } else if (type === ValidationTypes.CUSTOM_VALIDATION) {
      for (const { instance, async } of storage.getTargetValidatorConstraints(metadata.constraintCls)) {
        if (async) return undefined;
        const about: ValidationArguments = {
          ...{ targetName: dataClass.name, property: propertyName, constraints },
          ...{ object: {}, value: undefined },
        };
        property.checks.push((object, value) => {
          about.object = object;
          about.value = value;
          return instance.validate(value, about) === true;
        });
      }
    } else return undefined;
  }
  return rules.size > 0 ? { byName: rules, all: [...rules.values()] } : undefined;
}
