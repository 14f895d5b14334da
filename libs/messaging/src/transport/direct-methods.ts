import {
  EXCEPTION_FILTERS_METADATA,
  GUARDS_METADATA,
  INTERCEPTORS_METADATA,
  PIPES_METADATA,
} from '@nestjs/common/constants';
import type { ModulesContainer } from '@nestjs/core';
import { PARAM_ARGS_METADATA } from '@nestjs/microservices/constants';
import type { HandlerExtras } from '../consumer.decorator';
import type { Delivery } from '../delivery';

/** Calls a handler with a delivery, and returns whatever it returns. */
export type Call = (delivery: Delivery) => unknown;
type Method = (this: object, ...given: unknown[]) => unknown;
type Class = (new (...given: never[]) => object) & { readonly prototype: object };
interface Parameter {
  readonly index: number;
  readonly data?: unknown;
  readonly pipes?: readonly unknown[];
}

/** As Nest numbers what a parameter of a handler is given. */
const payloadParameter = '3';
const contextParameter = '6';

/**
 * The method of a handler, to be called at once: Nest's way to it makes a dozen promises for each message, for pipes,
 * guards and interceptors that handlers do not have. Undefined for a handler that has one of these, a filter of its own,
 * parameters that are neither payload nor context, or an instance for each message: that one is called by Nest.
 */
export function directCall(
  { target, method: name }: HandlerExtras,
  modules: ModulesContainer,
): Call | undefined {
  if (!target || name === undefined) return undefined;
  const method = (target.prototype as Readonly<Record<string, Method>>)[name];
  const instance = instanceOf(target, modules);
  const parameters = method && parametersOf(target, name);
  if (!instance || !parameters || isEnhanced(target, method)) return undefined;
  return (delivery) =>
    method.apply(
      instance,
      parameters.map((isContext) => (isContext ? delivery : delivery.envelope.data)),
    );
}

function instanceOf(target: Class, modules: ModulesContainer): object | undefined {
  const wrappers = [...modules.values()].flatMap(({ controllers }) => [...controllers.values()]);
  const [only, ...others] = wrappers.filter(({ metatype }) => metatype === target);
  return only && others.length === 0 && only.isDependencyTreeStatic() ? only.instance : undefined;
}

const metadataOf = (key: string, target: object): readonly unknown[] =>
  (Reflect.getMetadata(key, target) as readonly unknown[] | undefined) ?? [];

/** The class has the filter of `Consumer`, which throws on what it is given. */
function isEnhanced(target: Class, method: Method): boolean {
  const enhancers = [GUARDS_METADATA, INTERCEPTORS_METADATA, PIPES_METADATA].flatMap((key) => [
    ...metadataOf(key, target),
    ...metadataOf(key, method),
  ]);
  const filters = [target, method].flatMap((one) => metadataOf(EXCEPTION_FILTERS_METADATA, one));
  return enhancers.length > 0 || filters.length !== 1;
}

/** Of each parameter whether it is the context. Undefined when one of them is something else. */
function parametersOf(target: Class, name: string): boolean[] | undefined {
  const declared = Reflect.getMetadata(PARAM_ARGS_METADATA, target, name) as
    Readonly<Record<string, Parameter>> | undefined;
  if (!declared) return [false, true];
  const parameters: boolean[] = [];
  for (const [key, { index, data, pipes = [] }] of Object.entries(declared)) {
    const [kind = ''] = key.split(':');
    const isKnown = kind === payloadParameter || kind === contextParameter;
    if (!isKnown || data !== undefined || pipes.length > 0) return undefined;
    parameters[index] = kind === contextParameter;
  }
  return parameters.includes(undefined as never) ? undefined : parameters;
}
