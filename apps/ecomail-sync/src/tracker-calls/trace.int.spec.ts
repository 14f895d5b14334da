import { eventually } from '@ellity/testing';
import { randomUUID } from 'node:crypto';
import { Sandbox } from '../sandbox.fixture';
import { aCredit, aProfile } from '../events.fixture';
import { SyncStage } from '../sync.fixture';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('the trace of a change', () => {
  let sandbox: Sandbox;
  let stage: SyncStage;

  beforeAll(async () => {
    sandbox = await Sandbox.start();
    stage = await SyncStage.create({ ecomailUrl: sandbox.url });
  });

  afterAll(async () => {
    await stage?.close();
    await sandbox?.close();
  });

  it('goes on in the tracker call that announces it', async () => {
    await stage.activate(sandbox, { quietSeconds: 0 });
    const customerId = randomUUID();
    await stage.publish(aProfile({ customerId }));
    await stage.settled(1);
    const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;
    await stage.publish({ ...aCredit({ customerId }, '5.00', '5.00'), traceparent });
    await stage.settled(2);
    await eventually(async () => {
      const answer = await fetch(`${sandbox.url}/_sandbox/calls?kind=create-event`);
      const { rows } = (await answer.json()) as { rows: { traceparent: string | null }[] };
      expect(rows.map((call) => call.traceparent?.split('-')[1])).toEqual([traceId]);
    });
  });
});
