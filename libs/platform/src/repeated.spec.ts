import { Repeated } from './repeated';

const noError = (error: unknown): void => {
  throw error;
};

it('asked for while it is being done, it is done once more', async () => {
  const ends: (() => void)[] = [];
  const repeated = new Repeated(60_000, () => new Promise<void>((resolve) => ends.push(resolve)), noError);
  const first = repeated.now();
  const second = repeated.now();
  ends[0]?.();
  await new Promise((resolve) => setImmediate(resolve));
  expect(ends).toHaveLength(2);
  ends[1]?.();
  await Promise.all([first, second]);
  expect(ends).toHaveLength(2);
  await repeated.stop();
});

it('asked for as the last thing that its work does, it is done once more', async () => {
  let rounds = 0;
  const repeated: Repeated = new Repeated(
    60_000,
    async () => {
      rounds += 1;
      await Promise.resolve();
      if (rounds < 3) void repeated.now();
    },
    noError,
  );
  await repeated.now();
  expect(rounds).toBe(3);
  await repeated.stop();
});

it('comes again after a failure, and no more after its stop', async () => {
  let rounds = 0;
  const errors: unknown[] = [];
  const repeated = new Repeated(
    1,
    async () => {
      rounds += 1;
      throw new Error(`round ${rounds}`);
    },
    (error) => errors.push(error),
  );
  await repeated.now();
  await repeated.now();
  await repeated.stop();
  const after = rounds;
  await repeated.now();
  expect(rounds).toBe(after);
  expect(errors).toHaveLength(after);
});
