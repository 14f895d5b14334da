import { context, SpanKind, SpanStatusCode, trace, TraceFlags } from '@opentelemetry/api';
import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { safeText } from '../logging';
import { tracer } from './spans';

/** Every request that this process makes through Node's http becomes a span, whichever client library makes it. */
export function followOutgoingHttp(): void {
  subscribe('http.client.request.start', (message) => begin((message as { request: ClientRequest }).request));
}

function begin(request: ClientRequest): void {
  const parent = trace.getSpanContext(context.active());
  if (!parent || (parent.traceFlags & TraceFlags.SAMPLED) === 0) return;
  const span = tracer().startSpan(request.method, {
    kind: SpanKind.CLIENT,
    attributes: {
      'http.request.method': request.method,
      'server.address': request.host,
      'url.path': safeText(decoded(request.path.split('?', 1)[0] ?? '')),
    },
  });
  request.once('response', (response: IncomingMessage) => {
    const status = response.statusCode ?? 0;
    span.setAttribute('http.response.status_code', status);
    if (status >= 400) span.setStatus({ code: SpanStatusCode.ERROR });
  });
  request.once('error', () => span.setStatus({ code: SpanStatusCode.ERROR, message: 'no answer' }));
  request.once('close', () => span.end());
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
