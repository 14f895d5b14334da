/** Named after OpenTelemetry's messaging conventions (with underscores and units, as Prometheus wants them). */
import { Counter, Histogram } from 'prom-client';

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export const sentMessages = new Counter({
  name: 'messaging_client_sent_messages_total',
  help: 'Messages from the outbox that the broker confirmed, by exchange and type.',
  labelNames: ['messaging_destination_name', 'type'] as const,
});

export const consumedMessages = new Counter({
  name: 'messaging_client_consumed_messages_total',
  help: 'Settled deliveries by queue and outcome (done, no-op, retrying, failed).',
  labelNames: ['messaging_destination_name', 'outcome'] as const,
});

export const processDuration = new Histogram({
  name: 'messaging_process_duration_seconds',
  help: 'Time of one batch from its first statement to its commit.',
  labelNames: ['messaging_destination_name'] as const,
  buckets: seconds,
});

export const sendDuration = new Histogram({
  name: 'messaging_client_operation_duration_seconds',
  help: 'Time of one batch from the outbox until the broker confirmed it.',
  labelNames: ['messaging_operation_name'] as const,
  buckets: seconds,
});
