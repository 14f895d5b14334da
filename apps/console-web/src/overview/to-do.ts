import type { Sync } from '../api/types';

type Connection = Sync['ConnectionView'];
type Status = Sync['ConnectionStatus'];
export type Task = 'connect' | 'stopped' | 'export' | 'rejected' | 'webhook' | 'automations';

/** What a merchant should do next, the most pressing first; nothing while all runs. */
export function tasksOf(connection: Connection | null, status: Status | null): Task[] {
  if (!connection || connection.stage === 'not-added' || connection.stage === 'added') return ['connect'];
  if (connection.state !== 'active') return connection.stage === 'activating' ? [] : ['stopped'];
  if (!status) return [];
  return [
    ...(status.lastExport ? [] : (['export'] as const)),
    ...(status.rejected.count > 0 ? (['rejected'] as const) : []),
    ...(connection.webhook.state === 'missing' || connection.webhook.state === 'other'
      ? (['webhook'] as const)
      : []),
    ...(status.automations.use === 'unused' ? (['automations'] as const) : []),
  ];
}
