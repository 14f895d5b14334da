import { waitingIn } from './waiting-measures';

const metrics = `# HELP outbox_messages Committed messages
# TYPE outbox_messages gauge
outbox_messages{service="ecomail-sync",lane="live"} 12
outbox_messages{service="ecomail-sync",lane="bulk"} 0
outbox_oldest_age_seconds{service="ecomail-sync",lane="live"} 3.5
outbox_oldest_age_seconds{service="ecomail-sync",lane="bulk"} 0
ecomail_contacts_waiting{lane="now"} 7
ecomail_contacts_oldest_seconds{lane="now"} 90
ecomail_events_waiting{lane="pin"} 0
ecomail_events_oldest_seconds{lane="pin"} 0
ecomail_events_waiting_total{lane="pin"} 99
`;

describe('what waits in a service', () => {
  it('is read off its metrics: lanes of the outbox and of Ecomail, each with its oldest', () => {
    const service = 'ecomail-sync';
    expect(waitingIn(service, metrics)).toEqual([
      { service, kind: 'outbox', lane: 'live', count: 12, oldestSeconds: 3.5 },
      { service, kind: 'outbox', lane: 'bulk', count: 0, oldestSeconds: 0 },
      { service, kind: 'contacts', lane: 'now', count: 7, oldestSeconds: 90 },
      { service, kind: 'events', lane: 'pin', count: 0, oldestSeconds: 0 },
    ]);
  });

  it('is nothing where nothing is measured', () => {
    expect(waitingIn('other', '# nothing\nprocess_cpu_seconds_total 1\n')).toEqual([]);
  });
});
