import { FakeClock } from '@ellity/testing';
import { Inflow } from './inflow';

it('changes of a shop are a flood for as long as large batches of them keep coming, and of no other shop', () => {
  const clock = new FakeClock();
  const inflow = new Inflow(() => clock.elapsedMs());
  inflow.came('quiet', 99);
  inflow.came('flooded', 100);
  expect([inflow.isFlood('quiet'), inflow.isFlood('flooded'), inflow.isFlood('other')]).toEqual([
    false,
    true,
    false,
  ]);
  clock.advance(999);
  inflow.came('flooded', 200);
  clock.advance(999);
  inflow.came('flooded', 1);
  expect(inflow.isFlood('flooded')).toBe(true);
  clock.advance(1);
  expect(inflow.isFlood('flooded')).toBe(false);
});
