import { Reach } from './reach';

const megabyte = 1_048_576;

describe('how many messages are asked for at once', () => {
  /** What is asked for after each of them came alone. */
  const afterEach = (reach: Reach, sizes: readonly number[]): number[] =>
    sizes.map((bytes) => {
      reach.takes(bytes, 0);
      return reach.ask();
    });

  it('is all there may be where nothing is said of bytes', () => {
    const reach = new Reach(600, Infinity);
    expect(reach.ask()).toBe(600);
    expect([reach.takes(100 * megabyte, 500 * megabyte), reach.isAsAsked]).toEqual([true, true]);
  });

  it('grows from a few as small ones come, up to all there may be', () => {
    const reach = new Reach(800, 32 * megabyte);
    expect(reach.ask()).toBe(4);
    const asked = afterEach(reach, Array<number>(4 + 32 + 256).fill(2_000));
    expect([asked[2], asked[3], asked[34], asked[35], asked.at(-2), asked.at(-1)]).toEqual([
      ...[4, 32, 32, 256],
      ...[256, 800],
    ]);
  });

  it('grows no further than bodies of the size that came would fit', () => {
    const asked = afterEach(new Reach(800, 32 * megabyte), Array<number>(100).fill(megabyte));
    expect([asked[3], asked.at(-1)]).toEqual([32, 32]);
  });

  it('gives back what does not fit, and asks for as many as fit of the largest, also where a small one does not', () => {
    const reach = new Reach(800, 32 * megabyte);
    afterEach(reach, Array<number>(292).fill(2_000));
    expect(reach.messages).toBe(800);
    const taken = [0, 10, 20, 30].map((inHand) => reach.takes(10 * megabyte, inHand * megabyte));
    expect([...taken, reach.ask()]).toEqual([true, true, true, false, 3]);

    const other = new Reach(800, 32 * megabyte);
    afterEach(other, Array<number>(292).fill(2_000));
    other.takes(31 * megabyte, 0);
    expect([other.takes(2 * megabyte, 31 * megabyte), other.isAsAsked, other.ask()]).toEqual([
      false,
      false,
      1,
    ]);
  });

  it('takes one that is larger than all that may be in hand when it is alone', () => {
    const reach = new Reach(800, megabyte);
    expect([reach.takes(5 * megabyte, 0), reach.takes(5 * megabyte, 5 * megabyte), reach.ask()]).toEqual([
      ...[true, false],
      1,
    ]);
  });

  it('grows again once small ones come', () => {
    const reach = new Reach(800, 32 * megabyte);
    reach.takes(10 * megabyte, 30 * megabyte);
    expect(reach.ask()).toBe(3);
    expect(afterEach(reach, Array<number>(400).fill(2_000)).at(-1)).toBe(800);
  });
});
