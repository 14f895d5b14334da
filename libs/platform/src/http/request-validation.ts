import { type ArgumentMetadata, HttpException, Injectable, ValidationPipe } from '@nestjs/common';
import { Problem, problemOf } from './problem';

/**
 * Bodies, queries and paths by the rules of their classes; unknown fields are refused. A rule that throws is a broken
 * rule: the same value would make it throw at every attempt.
 */
@Injectable()
export class RequestValidation extends ValidationPipe {
  constructor() {
    super({ transform: true, whitelist: true, forbidNonWhitelisted: true, exceptionFactory: problemOf });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    try {
      return await super.transform(value, metadata);
    } catch (error) {
      if (error instanceof HttpException) throw error;
      const detail = `A value in the ${placeNames[metadata.type] ?? 'request'} cannot be checked, such as a text with half a character.`;
      throw new Problem(400, 'request-invalid', detail);
    }
  }
}

const placeNames: Readonly<Partial<Record<string, string>>> = { body: 'body', query: 'query', param: 'path' };
