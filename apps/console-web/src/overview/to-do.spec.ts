import type { Sync } from '../api/types';
import { tasksOf } from './to-do';

const connection = (over: object) =>
  ({ stage: 'active', state: 'active', webhook: { state: 'set' }, ...over }) as Sync['ConnectionView'];
const status = (over: object) =>
  ({
    lastExport: {},
    rejected: { count: 0 },
    automations: { use: 'used' },
    ...over,
  }) as Sync['ConnectionStatus'];

describe('what a merchant should do', () => {
  it('is nothing while all runs', () => {
    expect(tasksOf(connection({}), status({}))).toEqual([]);
  });

  it('begins with the connection', () => {
    expect(tasksOf(null, null)).toEqual(['connect']);
    expect(tasksOf(connection({ stage: 'added', state: 'inactive' }), status({}))).toEqual(['connect']);
  });

  it('is one thing only while the connection stands still', () => {
    const stopped = connection({ stage: 'key-rejected', state: 'paused', webhook: { state: 'missing' } });
    expect(tasksOf(stopped, status({ lastExport: null }))).toEqual(['stopped']);
    expect(tasksOf(connection({ stage: 'activating', state: 'paused' }), null)).toEqual([]);
  });

  it('names all that is left, the most pressing first', () => {
    const all = status({ lastExport: null, rejected: { count: 2 }, automations: { use: 'unused' } });
    expect(tasksOf(connection({ webhook: { state: 'other' } }), all)).toEqual([
      'export',
      'rejected',
      'webhook',
      'automations',
    ]);
  });
});
