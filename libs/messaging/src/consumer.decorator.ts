import {
  type ArgumentsHost,
  applyDecorators,
  Catch,
  Controller,
  type RpcExceptionFilter,
  UseFilters,
} from '@nestjs/common';
import { PATTERN_EXTRAS_METADATA, PATTERN_METADATA } from '@nestjs/microservices/constants';
import { type Observable, throwError } from 'rxjs';

/** What the transport reads from a handler: Nest hands it over with the handler's function. */
export interface HandlerExtras extends ConsumerTraits {
  readonly feature?: string;
  /** The class and the name of the method. */
  readonly target?: new (...given: never[]) => object;
  readonly method?: string;
}

export interface ConsumerTraits {
  /**
   * How many batches of the queue a process has at work at once, each in a transaction of its own, so that it goes on
   * reading while the database commits; default: 1. Messages about the same subject are never in two of them, and follow
   * one another in their order. Of different subjects a later one may commit first: only for handlers that would run in
   * several processes just as well, and that lock what they write in one order. A message is acknowledged after its
   * commit as ever, but not before those that came ahead of it; after a crash more come again, and change nothing.
   */
  readonly batchesAtOnce?: number;
  /**
   * How many messages a batch of the queue has at most; default: that of the service. Three times as many are handed out
   * at once. For queues of which every message costs little, so that what a transaction costs counts.
   */
  readonly batchSizeMax?: number;
}

/** Nest would replace an error by a text; the transport needs the error itself to decide between retry and dead letter. */
@Catch()
class RethrowFilter implements RpcExceptionFilter {
  catch(error: unknown, _host: ArgumentsHost): Observable<never> {
    return throwError(() => error);
  }
}

/**
 * A controller whose `@EventPattern(MessageClass)` methods all read from the queue `<service>.<feature>`.
 * The name is durable: renaming the class changes nothing, renaming the feature makes a new queue.
 */
export function Consumer(feature: string, traits: ConsumerTraits = {}): ClassDecorator {
  return applyDecorators(Controller(), UseFilters(RethrowFilter), nameFeature({ ...traits, feature }));
}

function nameFeature(traits: HandlerExtras): ClassDecorator {
  return (target) => {
    const prototype = target.prototype as Record<string, unknown>;
    for (const name of Object.getOwnPropertyNames(prototype)) {
      const method = Object.getOwnPropertyDescriptor(prototype, name)?.value as unknown;
      if (typeof method !== 'function' || !Reflect.hasMetadata(PATTERN_METADATA, method)) continue;
      const extras = Reflect.getMetadata(PATTERN_EXTRAS_METADATA, method) as HandlerExtras | undefined;
      Reflect.defineMetadata(PATTERN_EXTRAS_METADATA, { ...extras, ...traits, target, method: name }, method);
    }
  };
}
