import { exportLine } from './export-report';
import type { ExportView } from './export.response';

const view = (over: Partial<ExportView>): ExportView => ({
  run: {
    ...{
      id: 'x',
      kind: 'export',
      shopId: 'demo',
      state: 'running',
      step: 'write',
      total: 100,
      done: 0,
      failed: 0,
    },
    ...{ reason: null, detail: null, actor: null, createdAt: '', changedAt: '', finishedAt: null },
  },
  ...{ stored: 10, unchanged: 5, rejected: 0, waiting: 85, perMinute: 60, secondsLeft: 85, heldUpBy: null },
  ...over,
});

describe('the line of an export', () => {
  it('says how far it is, how fast, and how long it takes', () =>
    expect(exportLine(view({}))).toBe(
      'export running: 15 of 100 done (5 unchanged), 85 to go, 60 a minute, about 85 s left',
    ));

  it('says who was refused and what holds it up', () =>
    expect(exportLine(view({ rejected: 2, secondsLeft: null, heldUpBy: 'key-rejected' }))).toBe(
      'export running: 15 of 100 done (5 unchanged), 2 refused, 85 to go, 60 a minute, held up: key-rejected',
    ));

  it('says that loyalty-core is asked first, and why that does not go on', () => {
    const run = { ...view({}).run, step: 'fill', total: null, reason: 'loyalty-core-away' };
    const nothing = { stored: 0, unchanged: 0, waiting: 0, perMinute: null, secondsLeft: null };
    expect(exportLine(view({ run, ...nothing }))).toBe(
      'export running: 0 of ? done (0 unchanged), asks loyalty-core for all customers (loyalty-core-away)',
    );
  });
});
