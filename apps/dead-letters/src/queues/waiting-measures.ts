/** What waits in services before it is a message, or after it was one, read off their metrics. */
export const waitingKinds = ['outbox', 'contacts', 'events'] as const;
export type WaitingKind = (typeof waitingKinds)[number];

export interface Waiting {
  readonly service: string;
  readonly kind: WaitingKind;
  /** Of an outbox: live, or bulk of what runs wrote; of what waits for Ecomail: the lane of its key. */
  readonly lane: string | null;
  readonly count: number;
  readonly oldestSeconds: number;
}

const metrics: Readonly<Record<WaitingKind, { readonly count: string; readonly oldest: string }>> = {
  outbox: { count: 'outbox_messages', oldest: 'outbox_oldest_age_seconds' },
  contacts: { count: 'ecomail_contacts_waiting', oldest: 'ecomail_contacts_oldest_seconds' },
  events: { count: 'ecomail_events_waiting', oldest: 'ecomail_events_oldest_seconds' },
};

/** From the metrics of a service as Prometheus reads them; what a service does not measure is not there. */
export function waitingIn(service: string, text: string): Waiting[] {
  return waitingKinds.flatMap((kind) => {
    const ages = valuesOf(metrics[kind].oldest, text);
    return [...valuesOf(metrics[kind].count, text)].map(([labels, count]) => ({
      service,
      kind,
      lane: /lane="([^"]*)"/.exec(labels)?.[1] ?? null,
      count,
      oldestSeconds: ages.get(labels) ?? 0,
    }));
  });
}

function valuesOf(metric: string, text: string): ReadonlyMap<string, number> {
  const lines = text.matchAll(new RegExp(`^${metric}(\\{[^}]*\\})? (\\S+)$`, 'gm'));
  return new Map([...lines].map(([, labels = '', value]) => [labels, Number(value)]));
}
