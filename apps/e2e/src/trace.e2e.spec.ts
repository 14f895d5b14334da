import { eventually } from '@ellity/testing';
import { randomBytes } from 'node:crypto';
import { ok, TestShop } from './shop.fixture';
import { call, urlOf } from './system.fixture';

test('the trace of a request at loyalty-core goes on through outbox and broker into the call to Ecomail', async () => {
  const shop = await TestShop.open('traced');
  const jana = await shop.register('jana@traced.test');
  await shop.settled();
  const traceId = randomBytes(16).toString('hex');
  const url = `${urlOf('loyalty-core')}/shops/${shop.id}/customers/${jana.id}/awards`;
  const headers = { 'idempotency-key': 'traced-1', traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
  await ok(call('POST', url, { amount: '1.00', reason: 'order' }, headers));
  await eventually(async () => {
    const calls = `${urlOf('ecomail-sandbox')}/_sandbox/calls?kind=create-event&limit=200`;
    const { rows } = await ok<{ rows: { traceparent: string | null }[] }>(call('GET', calls));
    expect(rows.map(({ traceparent }) => traceparent?.split('-')[1])).toContain(traceId);
  });
});
