import { Problem } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { NextFunction, Response } from 'express';
import { AuditService } from '../audit/audit.service';
import { type Config, configToken } from '../config';
import { isSameOrigin } from '../sessions/same-origin';
import { type ConsoleRequest, notSignedIn, SessionsService } from '../sessions/sessions.service';
import { demandReachable, destinationOf } from './destination';
import { ownKey } from './passed-headers';

/** What people do before they have signed in. */
const open =
  /^\/api\/(?:login|password\/forgot|password\/reset|invitations\/[^/?]+(?:\/accept)?)\/?(?:\?|$)/i;
const readOnly: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * What holds for every call below /api, the console's own and those that are passed on: somebody has signed in, a change
 * is asked for by our own pages with the token of the session, a key is the person's own, and the audit knows of it.
 */
@Injectable()
export class ApiGuardService {
  constructor(
    private readonly sessions: SessionsService,
    private readonly audit: AuditService,
    @Inject(configToken) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  readonly check = (request: ConsoleRequest, response: Response, next: NextFunction): void => {
    this.demand(request, response).then(() => next(), next);
  };

  private async demand(request: ConsoleRequest, response: Response): Promise<void> {
    const { method, originalUrl: url, person } = request;
    const isChange = !readOnly.has(method);
    response.setHeader('cache-control', 'no-store');
    if (isChange) this.demandOwnPage(request);
    if (open.test(url)) return this.auditSignIn(request, response);
    if (!person) throw notSignedIn();
    if (isChange && !this.sessions.bringsCsrfToken(request)) throw csrfTokenInvalid();
    const destination = destinationOf(url);
    if (destination) demandReachable(method, destination, person);
    this.takeKey(request, person.id);
    if (!isChange) return;
    const service = destination?.target ?? 'console';
    const answered = await this.audit.begin({
      person,
      service,
      method,
      path: url,
      shopId: destination?.shopId,
    });
    response.once('close', () => {
      if (response.headersSent) void answered(response.statusCode);
    });
  }

  /** Of those who are not known yet it keeps only who signed in, so that strangers cannot fill it. */
  private auditSignIn(request: ConsoleRequest, response: Response): void {
    const { method, originalUrl: path } = request;
    if (readOnly.has(method)) return;
    response.once('close', () => {
      const { person } = request;
      if (!person || !response.headersSent || response.statusCode >= 400) return;
      const asked = { person, service: 'console', method, path, shopId: undefined };
      void this.audit.begin(asked).then(
        (answered) => answered(response.statusCode),
        () => undefined,
      );
    });
  }

  private demandOwnPage({ headers }: ConsoleRequest): void {
    const { origin, host, 'sec-fetch-site': site } = headers;
    const secFetchSite = typeof site === 'string' ? site : undefined;
    if (!isSameOrigin({ origin, host, secFetchSite }, this.config.publicUrl)) throw originForeign();
  }

  private takeKey({ headers }: ConsoleRequest, personId: string): void {
    const key = ownKey(headers['idempotency-key'], personId);
    if (key === undefined) throw keyInvalid();
    if (key !== '') headers['idempotency-key'] = key;
  }
}

const csrfTokenInvalid = (): Problem =>
  new Problem(
    403,
    'csrf-token-invalid',
    'Send the token of the session as "x-csrf-token": read GET /api/session again.',
    [],
    {
      cs: 'Stránka je otevřená příliš dlouho. Obnovte ji a zkuste to znovu.',
      en: 'This page has been open for too long. Reload it and try again.',
    },
  );
const originForeign = (): Problem =>
  new Problem(403, 'origin-foreign', 'Changes are taken from the pages of the console only.');
const keyInvalid = (): Problem =>
  new Problem(400, 'idempotency-key-invalid', 'Send an Idempotency-Key that names this change alone.', [
    { field: 'Idempotency-Key', problem: 'must have 1 to 120 printable ASCII characters' },
  ]);
