import { type Contract, contractOf, contracts, type MessageClass } from '@ellity/contracts';
import type { MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import type { HandlerExtras } from '../consumer.decorator';
import type { Delivery } from '../delivery';
import { queueName } from '../topology';
import type { Call } from './direct-methods';

/** Resolves when the handler is done; returns nothing when it is already. */
export type Handle = (delivery: Delivery) => Promise<void> | undefined;

/** The handlers of one queue by wire type. */
export interface QueueHandlers {
  readonly queue: string;
  /** The least that one of its consumers asks for. */
  readonly batchesAtOnce: number;
  /** The same; undefined where none asks for one. */
  readonly batchSizeMax?: number | undefined;
  readonly handles: ReadonlyMap<string, { readonly contract: Contract; readonly handle: Handle }>;
}

/** The service must not start: its handlers do not fit the contracts. */
export class HandlersInvalidError extends Error {
  readonly code = 'messaging.handlers-invalid';
}

/** The service that answers the commands of each context. */
const commandOwners: Readonly<Record<string, string>> = { loyalty: 'loyalty-core', ecomail: 'ecomail-sync' };

/**
 * Queues from the handlers that exist. Throws HandlersInvalidError, naming every problem, when a handler is doubled,
 * names no message or no queue, or when a command that this service owns has none. `direct`: how a handler is called
 * where nothing of Nest's stands before it.
 */
export function queuesOf(
  service: string,
  handlers: ReadonlyMap<unknown, MessageHandler>,
  direct: (extras: HandlerExtras) => Call | undefined = () => undefined,
): QueueHandlers[] {
  const problems: string[] = [];
  const queues = new Map<string, QueueHandlers>();
  const handled = new Set<string>();
  for (const [pattern, handler] of handlers) {
    const contract = contractFor(pattern);
    const extras = (handler.extras as HandlerExtras | undefined) ?? {};
    const { feature, batchesAtOnce = 1, batchSizeMax } = extras;
    if (!contract)
      problems.push(`a handler names no message class of the contracts: ${String(pattern).slice(0, 60)}`);
    else if (handler.next) problems.push(`${contract.type} has more than one handler`);
    else if (!feature) problems.push(`the handler of ${contract.type} stands in a class without @Consumer`);
    else {
      const queue = queueName(service, feature);
      const known = queues.get(queue) ?? { queue, batchesAtOnce, batchSizeMax, handles: new Map() };
      const call = direct(extras) ?? ((delivery) => handler(delivery.envelope.data, delivery) as unknown);
      const handles = new Map([...known.handles, [contract.type, { contract, handle: handleWith(call) }]]);
      queues.set(queue, {
        ...{ queue, handles, batchesAtOnce: Math.min(known.batchesAtOnce, batchesAtOnce) },
        batchSizeMax: leastOf(known.batchSizeMax, batchSizeMax),
      });
      handled.add(contract.type);
    }
  }
  for (const contract of contracts) {
    const isOwned =
      contract.kind === 'command' && commandOwners[contract.name.split('.')[0] ?? ''] === service;
    if (isOwned && !handled.has(contract.type)) problems.push(`${contract.type} has no handler`);
  }
  if (problems.length > 0) throw new HandlersInvalidError(`${service} cannot start: ${problems.join('; ')}`);
  return [...queues.values()];
}

/** A consumer that asks for none wants the usual one. */
const leastOf = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || other === undefined ? undefined : Math.min(one, other);

function contractFor(pattern: unknown): Contract | undefined {
  if (typeof pattern !== 'function') return undefined;
  try {
    return contractOf(pattern as MessageClass);
  } catch {
    return undefined;
  }
}

/** Waits for whatever a handler returns; of one that returns nothing there is nothing to wait for. */
function handleWith(call: Call): Handle {
  return (delivery) => {
    const result = call(delivery);
    return result === undefined ? undefined : ended(result);
  };
}

async function ended(returned: unknown): Promise<void> {
  const result = await returned;
  if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
}
