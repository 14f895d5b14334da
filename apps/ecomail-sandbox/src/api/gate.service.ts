import { type CallKind, ecomailLimits } from '@ellity/ecomail';
import { Injectable } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { randomUUID } from 'node:crypto';
import { AccountsService } from './accounts.service';
import type { Fault } from '../switches/faults';
import { FaultsService } from '../switches/faults.service';
import type { AccountRow } from '../store/rows';
import { TimeService } from '../store/time.service';
import { SwitchesService } from '../switches/switches.service';
import { WebhooksService } from '../lists/webhooks.service';
import { callKindOf } from './call-kind';
import { CallsService } from './calls.service';
import { Minute } from './minute';
import { maintenancePage, shortened, tooManyAnswer } from './plain-answers';
import { errorsAnswer, messageAnswer, Refusal } from './refusal';
import { send } from './refusals.service';

/** A request that passed the gate belongs to an account. */
export interface ApiRequest extends Request {
  account: AccountRow;
}

/** The door of the API: key, minute, faults on demand, and the record of every call. Pages and control pass by it. */
@Injectable()
export class GateService {
  private readonly minutes = new Map<string, Minute>();

  constructor(
    private readonly accounts: AccountsService,
    private readonly calls: CallsService,
    private readonly faults: FaultsService,
    private readonly switches: SwitchesService,
    private readonly time: TimeService,
    private readonly webhooks: WebhooksService,
  ) {}

  readonly pass = (request: Request, response: Response, next: NextFunction): void => {
    response.on('close', () => this.webhooks.deliverWaiting());
    const kind = callKindOf(request.method, request.path);
    const isApi =
      kind !== undefined || (request.headers['key'] !== undefined && !request.path.startsWith('/_sandbox'));
    if (!isApi) return next();
    response.set('x-request-id', randomUUID());
    const account = this.accounts.ofKey(String(request.headers['key'] ?? ''));
    const fault = account && kind ? this.faults.take(kind, (text) => holds(request, text)) : undefined;
    this.record(request, response, { kind, account, fault });
    if (!account) return this.refuseKey(response);
    const seconds = this.take(account.key);
    if (seconds > 0) return send(response, tooManyAnswer(this.switches.values.rateLimitBody, seconds));
    (request as ApiRequest).account = account;
    if (kind === undefined) return send(response, messageAnswer(404, 'Not found'));
    if (fault) return this.applyFault(fault, response, next);
    next();
  };

  /** As if nobody had called yet. */
  reset(): void {
    this.minutes.clear();
    this.faults.clear();
    this.calls.clear();
  }

  private applyFault(fault: Fault, response: Response, next: NextFunction): void {
    const isSame = this.time.sinceReset();
    const goOn = () => {
      if (isSame()) next();
      else response.destroy();
    };
    const insteadOfAnswering = (act: () => void) => {
      response.end = () => {
        act();
        return response;
      };
    };
    switch (fault.action) {
      case 'latency':
        setTimeout(goOn, fault.latencyMs);
        return;
      case 'hold':
        this.faults.hold(() => {
          if (!response.destroyed) goOn();
        });
        return;
      case 'cut':
        response.destroy();
        return;
      case 'silent':
        return;
      case '429':
        return send(response, tooManyAnswer('message', fault.retryAfterSeconds));
      case '500':
        return send(response, errorsAnswer(500, 'Server Error'));
      case 'refuse':
        return send(
          response,
          new Refusal(422, { errors: fault.errors ?? 'Account must be marketer+ tariff' }),
        );
      case 'html':
        return send(response, maintenancePage);
      case 'cut-stored':
        insteadOfAnswering(() => response.destroy());
        return next();
      case 'cut-late':
      case 'cut-held':
        response.destroy();
        insteadOfAnswering(() => undefined);
        if (fault.action === 'cut-held') this.faults.hold(goOn);
        else setTimeout(goOn, fault.latencyMs);
        return;
      case 'silent-stored':
        insteadOfAnswering(() => undefined);
        return next();
      case '500-stored': {
        const end = response.end.bind(response);
        response.end = (() => {
          response.removeHeader('content-length');
          response.removeHeader('etag');
          response.statusCode = 500;
          return end('{"message":"Server Error"}');
        }) as typeof response.end;
        return next();
      }
    }
  }

  private refuseKey(response: Response): void {
    send(response, messageAnswer(Number(this.switches.values.wrongKey), 'Wrong api key'));
  }

  private take(key: string): number {
    const { rateLimit, rateLimitCounts, minuteSeconds } = this.switches.values;
    if (rateLimit === 'off') return 0;
    const name = `${minuteSeconds}/${key}`;
    let minute = this.minutes.get(name);
    if (!minute) {
      minute = new Minute(ecomailLimits.requestsPerMinute, Number(minuteSeconds) * 1_000);
      this.minutes.set(name, minute);
    }
    return minute.take(this.time.now(), rateLimit, rateLimitCounts === 'all');
  }

  private record(
    request: Request,
    response: Response,
    about: { kind: CallKind | undefined; account: AccountRow | undefined; fault: Fault | undefined },
  ): void {
    const startedAt = performance.now();
    let answer = '';
    response.json = (body: unknown) => {
      answer = shortened(body);
      return sendJson(response, body);
    };
    response.on('close', () => {
      const body = request.body as { subscriber_data?: unknown } | undefined;
      const contacts = body?.subscriber_data;
      this.calls.add({
        at: this.time.iso(),
        accountId: about.account?.id ?? null,
        kind: about.kind ?? 'unknown',
        method: request.method,
        path: request.originalUrl,
        status: response.writableFinished ? response.statusCode : null,
        ms: Math.round((performance.now() - startedAt) * 100) / 100,
        request: shortened(body),
        answer,
        fault: about.fault?.action ?? null,
        contacts: Array.isArray(contacts) ? contacts.length : null,
        traceparent:
          typeof request.headers['traceparent'] === 'string' ? request.headers['traceparent'] : null,
      });
    });
  }
}

/**
 * The content type is `application/json` and nothing else: with a charset behind it, the official PHP client would not
 * decode a refusal.
 */
function sendJson(response: Response, body: unknown): Response {
  const bytes = Buffer.from(JSON.stringify(body) ?? '');
  response.setHeader('content-type', 'application/json');
  response.setHeader('content-length', bytes.length);
  return response.end(bytes);
}

function holds(request: Request, text: string): boolean {
  return decodedAddress(request).includes(text) || JSON.stringify(request.body ?? '').includes(text);
}

function decodedAddress({ originalUrl }: Request): string {
  try {
    return decodeURIComponent(originalUrl);
  } catch {
    return originalUrl;
  }
}
