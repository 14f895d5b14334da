import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { NextFunction, Request, Response } from 'express';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Histogram } from 'prom-client';
import type { CalledRequest } from '../access/service-access';
import { type LogFields, tracer, withLogFields } from './spans';

/** Named after OpenTelemetry's HTTP conventions. */
const durations = new Histogram({
  name: 'http_server_request_duration_seconds',
  help: 'Time from a request to the end of its answer, by route and status.',
  labelNames: ['http_request_method', 'http_route', 'http_response_status_code'] as const,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Makes each request one span, below the caller's where it names one, and measures it. */
export function followRequest(request: Request, response: Response, next: NextFunction): void {
  const fields = {
    get shopId(): string | undefined {
      const { shopId } = request.params as { shopId?: unknown };
      return typeof shopId === 'string' ? shopId : undefined;
    },
    get caller(): string | undefined {
      return (request as CalledRequest).caller?.service;
    },
    get actor(): string | undefined {
      return (request as CalledRequest).caller?.actor?.id;
    },
  };
  follow(request, response, { routeOf: () => routeOf(request), fields }, next);
}

export interface Followed {
  /** Asked for when the request has ended. */
  readonly routeOf: () => string;
  readonly fields: LogFields;
}

/** Runs `work` as the span of a request, and measures until its answer has ended, or its sender has gone away. */
export function follow(
  request: IncomingMessage,
  response: ServerResponse,
  { routeOf, fields }: Followed,
  work: () => void,
): void {
  const method = methods.has(request.method ?? '') ? String(request.method) : '_OTHER';
  const parent = propagation.extract(context.active(), request.headers);
  const span = tracer().startSpan(
    method,
    { kind: SpanKind.SERVER, attributes: { 'http.request.method': method } },
    parent,
  );
  const observe = durations.startTimer({ http_request_method: method });
  response.once('close', () => {
    const route = routeOf();
    const status = response.statusCode;
    observe({ http_route: route, http_response_status_code: status });
    if (span.isRecording()) {
      span.updateName(`${method} ${route}`);
      span.setAttributes({ 'http.route': route, 'http.response.status_code': status });
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    }
    span.end();
  });
  context.with(withLogFields(trace.setSpan(parent, span), fields), work);
}

/** The pattern, never the address: that may hold personal data, and has no end of values. */
function routeOf(request: Request): string {
  const { route } = request as { route?: { path?: unknown } };
  return typeof route?.path === 'string' ? route.path : 'unknown';
}
