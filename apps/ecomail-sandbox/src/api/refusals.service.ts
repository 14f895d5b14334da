import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { Refusal } from './refusal';

/** Sends a refusal exactly as it is: the API's own forms, not problem details. */
@Injectable()
@Catch(Refusal)
export class RefusalsService implements ExceptionFilter<Refusal> {
  catch(refusal: Refusal, host: ArgumentsHost): void {
    send(host.switchToHttp().getResponse<Response>(), refusal);
  }
}

export function send(response: Response, { status, body, headers }: Refusal): void {
  response.status(status).set(headers);
  if (typeof body === 'string') response.type('html').send(body);
  else if (body === undefined) response.end();
  else response.json(body);
}
