/**
 * What a published message version may still change: words, more publishers, one more optional field. Anything else
 * is a new version, because messages and receivers of the old rules are still on their way or in service. A command has
 * one receiver, which is deployed with its rules before anybody sends by them: there a field may become optional.
 */
import { isDeepStrictEqual } from 'node:util';

const becameOptional = 'became optional, but older receivers refuse a message without it';
const isCommand = (schema) => String(schema['x-exchange']).endsWith('.commands');

/** Words about a schema; they bind nobody. */
const annotations = new Set(['$schema', '$id', 'title', 'description']);
/** Bounds, and whether a larger value takes more. */
const bounds = { minLength: false, minimum: false, maxLength: true, maximum: true };

/** Every incompatible change of one message's schema, as a sentence; none when old and new get along. */
export function incompatibilities(before, after) {
  return compare(before, after, '').filter(
    (problem) => !isCommand(after) || !problem.endsWith(becameOptional),
  );
}

/** The same for all: both are maps of type → schema. A published type must not vanish. */
export function allIncompatibilities(before, after) {
  return [...before].flatMap(([type, schema]) => {
    const next = after.get(type);
    if (!next) return [`${type}: is published but no longer declared`];
    return incompatibilities(schema, next).map((problem) => `${type}: ${problem}`);
  });
}

function compare(before, after, path) {
  const keywords = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keywords]
    .filter((keyword) => !annotations.has(keyword) && !isDeepStrictEqual(before[keyword], after[keyword]))
    .flatMap((keyword) => {
      if (keyword === 'properties') return compareFields(before, after, path);
      if (keyword === 'required') return compareRequired(before, after, path);
      if (keyword === 'enum') return compareValues(before.enum ?? [], after.enum ?? [], path);
      return [`${path || 'the message'}: ${ruleChange(keyword, before[keyword], after[keyword])}`];
    });
}

function compareFields({ properties: before = {} }, { properties: after = {} }, path) {
  return Object.entries(before).flatMap(([name, schema]) => {
    const here = join(path, name);
    return after[name] ? compare(schema, after[name], here) : [`${here}: was removed or renamed`];
  });
}

function compareRequired(before, after, path) {
  const was = new Set(before.required);
  const is = new Set(after.required);
  const isKnown = (name) => Object.hasOwn(before.properties ?? {}, name);
  return [
    ...[...is]
      .filter((name) => !was.has(name))
      .map((name) => `${join(path, name)}: ${isKnown(name) ? 'became required' : 'is new and required'}`),
    ...[...was]
      .filter((name) => !is.has(name) && Object.hasOwn(after.properties ?? {}, name))
      .map((name) => `${join(path, name)}: ${becameOptional}`),
  ];
}

function compareValues(before, after, path) {
  const removed = before.filter((value) => !after.includes(value));
  const added = after.filter((value) => !before.includes(value));
  if (path === 'source') return removed.map((name) => `${name} may no longer publish it`);
  return [
    ...removed.map((value) => `${path}: no longer takes ${JSON.stringify(value)}`),
    ...added.map((value) => `${path}: takes ${JSON.stringify(value)} too, but older receivers refuse it`),
  ];
}

function ruleChange(keyword, before, after) {
  const change = `${keyword} changed from ${printable(before)} to ${printable(after)}`;
  if (keyword === 'x-exchange') return `exchange changed from ${before} to ${after}`;
  if (!(keyword in bounds)) return change;
  const isWider = bounds[keyword] ? (after ?? Infinity) > (before ?? Infinity) : (after ?? 0) < (before ?? 0);
  return isWider
    ? `${change}, but older receivers refuse what it takes more`
    : `${change}, which is narrower`;
}

const join = (path, name) => (path ? `${path}.${name}` : name);
const printable = (value) => (value === undefined ? 'nothing' : JSON.stringify(value));
