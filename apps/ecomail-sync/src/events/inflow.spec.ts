import { FakeClock } from '@ellity/testing';
import { Inflow } from './inflow';

describe('changes of a shop are a flood', () => {
  const stage = () => {
    const clock = new FakeClock();
    const inflow = new Inflow(() => clock.elapsedMs());
    /** A batch every half second. */
    const pour = (batches: number, changes: number) => {
      for (let batch = 0; batch < batches; batch += 1) {
        clock.advance(500);
        inflow.came('shop', changes);
      }
      return inflow.isFlood('shop');
    };
    return { clock, inflow, pour };
  };

  it('when large batches of them have come for five seconds, and of no other shop', () => {
    const { inflow, pour } = stage();
    expect(pour(10, 100)).toBe(false);
    expect(pour(1, 100)).toBe(true);
    expect(inflow.isFlood('other')).toBe(false);
  });

  it('no longer than three seconds after the last large one, and from the beginning after a pause', () => {
    const { clock, inflow, pour } = stage();
    pour(20, 200);
    clock.advance(2_999);
    inflow.came('shop', 99);
    expect(inflow.isFlood('shop')).toBe(true);
    clock.advance(1);
    expect(inflow.isFlood('shop')).toBe(false);
    expect(pour(10, 200)).toBe(false);
  });
});
