import {
  type Attributes,
  type Context,
  context,
  createContextKey,
  isSpanContextValid,
  type Link,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';

/** What belongs to the work in hand, for its log lines: `messageId`, `shopId`. */
export type LogFields = Readonly<Record<string, string | undefined>>;

const logFieldsKey = createContextKey('log fields');
const kinds = {
  server: SpanKind.SERVER,
  send: SpanKind.PRODUCER,
  process: SpanKind.CONSUMER,
  own: SpanKind.INTERNAL,
};

export interface SpanOptions {
  readonly kind?: keyof typeof kinds;
  readonly attributes?: Attributes;
  /** Traceparents of what this work is about but was not begun by; asked for only where they are recorded. */
  readonly links?: () => readonly (string | undefined)[];
}

export const tracer = () => trace.getTracer('ellity');

/** The W3C traceparent of the work in hand, to be handed to whatever goes on with it. */
export function currentTraceparent(): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}

/** The same as headers of an HTTP call. */
export function traceHeaders(): Record<string, string> {
  const traceparent = currentTraceparent();
  return traceparent === undefined ? {} : { traceparent };
}

/** Runs `work` as one span below the work in hand; what it throws is recorded and thrown on. */
export function inSpan<T>(name: string, options: SpanOptions, work: (span: Span) => Promise<T>): Promise<T> {
  const { kind = 'own', attributes = {}, links } = options;
  const span = tracer().startSpan(name, { kind: kinds[kind], attributes });
  if (links && span.isRecording()) span.addLinks(linksTo(links()));
  return context.with(trace.setSpan(context.active(), span), async () => {
    try {
      return await work(span);
    } catch (error) {
      span.setStatus({
        code: SpanStatusCode.ERROR,
        message: (error as Error | undefined)?.name ?? 'unknown',
      });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Runs `work` in the trace it was asked for in, where that is known, and with its fields on every log line. */
export function runInTrace<T>(traceparent: string | undefined, fields: LogFields, work: () => T): T {
  return context.with(withLogFields(continued(traceparent), fields), work);
}

/** The fields are read anew for each line. */
export const withLogFields = (base: Context, fields: LogFields): Context =>
  base.setValue(logFieldsKey, fields);

/** Runs what only wakes up other work, which must not count as part of this one. */
export const runOutsideTrace = <T>(work: () => T): T => context.with(ROOT_CONTEXT, work);

/** Of the work in hand: its trace and its log fields. */
export function logFields(): Record<string, unknown> {
  const active = context.active();
  const span = trace.getSpanContext(active);
  const ids = span && isSpanContextValid(span) ? { traceId: span.traceId, spanId: span.spanId } : {};
  return { ...ids, ...(active.getValue(logFieldsKey) as LogFields | undefined) };
}

/** The work in hand, or the remote work that a traceparent names. */
function continued(traceparent: string | undefined): Context {
  const active = context.active();
  return traceparent === undefined ? active : propagation.extract(active, { traceparent });
}

function linksTo(traceparents: readonly (string | undefined)[]): Link[] {
  return [...new Set(traceparents)].flatMap((traceparent) => {
    const target = traceparent && trace.getSpanContext(propagation.extract(ROOT_CONTEXT, { traceparent }));
    return target ? [{ context: target }] : [];
  });
}
