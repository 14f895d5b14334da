import { waitingIn } from './waiting-measures';

const metrics = `# HELP outbox_messages Committed messages
# TYPE outbox_messages gauge
outbox_messages{service="ecomail-sync"} 12
outbox_oldest_age_seconds{service="ecomail-sync"} 3.5
ecomail_contacts_waiting{lane="now"} 7
ecomail_contacts_oldest_seconds{lane="now"} 90
ecomail_events_waiting{lane="pin"} 0
ecomail_events_oldest_seconds{lane="pin"} 0
ecomail_events_waiting_total{lane="pin"} 99
`;

describe('what waits in a service', () => {
  it('is read off its metrics: outbox and lanes, each with its oldest', () => {
    const service = 'ecomail-sync';
    expect(waitingIn(service, metrics)).toEqual([
      { service, kind: 'outbox', lane: null, count: 12, oldestSeconds: 3.5 },
      { service, kind: 'contacts', lane: 'now', count: 7, oldestSeconds: 90 },
      { service, kind: 'events', lane: 'pin', count: 0, oldestSeconds: 0 },
    ]);
  });

  it('is nothing where nothing is measured', () => {
    expect(waitingIn('other', '# nothing\nprocess_cpu_seconds_total 1\n')).toEqual([]);
  });
});
