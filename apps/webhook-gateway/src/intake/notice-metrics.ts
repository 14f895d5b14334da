import { Counter } from 'prom-client';

const received = new Counter({
  name: 'notices_received_total',
  help: 'Notices at known addresses by source: stored, unusable (stored with the reason), repeated (known by its id).',
  labelNames: ['source', 'result'] as const,
});

const verdicts = new Counter({
  name: 'notice_verdicts_total',
  help: 'Verdicts on notices, each as often as it was told.',
  labelNames: ['verdict'] as const,
});

const outcomes = new Counter({
  name: 'notice_outcomes_total',
  help: 'What loyalty-core made of the commands of notices.',
  labelNames: ['outcome'] as const,
});

export const countNotice = (source: string, result: 'stored' | 'unusable' | 'repeated'): void =>
  received.inc({ source, result });
export const countVerdict = (verdict: string): void => verdicts.inc({ verdict });
export const countOutcome = (outcome: string): void => outcomes.inc({ outcome });
