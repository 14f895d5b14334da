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
export interface HandlerExtras {
  readonly feature?: string;
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
export function Consumer(feature: string): ClassDecorator {
  return applyDecorators(Controller(), UseFilters(RethrowFilter), nameFeature(feature));
}

function nameFeature(feature: string): ClassDecorator {
  return (target) => {
    const prototype = target.prototype as Record<string, unknown>;
    for (const name of Object.getOwnPropertyNames(prototype)) {
      const method = Object.getOwnPropertyDescriptor(prototype, name)?.value as unknown;
      if (typeof method !== 'function' || !Reflect.hasMetadata(PATTERN_METADATA, method)) continue;
      const extras = Reflect.getMetadata(PATTERN_EXTRAS_METADATA, method) as HandlerExtras | undefined;
      Reflect.defineMetadata(PATTERN_EXTRAS_METADATA, { ...extras, feature }, method);
    }
  };
}
