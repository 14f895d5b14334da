import fc from 'fast-check';
import { type Disturbance, disturbances, type Life, life } from './lives.fixture';
import type { World } from './world.fixture';

/** How long the smallest life that breaks a promise is looked for. */
const shrinkMs = 120_000;

/** Lives and disturbances that a seed stands for. */
export const drawn = (seed: number, lives: number, parts: number) => ({
  lives: fc.sample(life, { seed, numRuns: lives }),
  disturbed: fc.sample(fc.constantFrom(...disturbances), { seed, numRuns: parts }),
});

/**
 * Plays the lives of a seed. When a promise was broken it throws with the seed and the smallest life that breaks one by
 * itself under the same disturbances; where none does so alone, with the life as it was.
 */
export async function simulate(world: World, seed: number, lives: number): Promise<void> {
  const batch = drawn(seed, lives, 3);
  const verdicts = await world.play(batch.lives, batch.disturbed);
  const broken = verdicts.filter((verdict) => verdict.broken.length > 0);
  const [first] = broken;
  if (!first) return;
  const smallest = await shrunk(world, first.life, batch.disturbed);
  throw new Error(
    [
      `${broken.length} of ${lives} lives broke a promise. SEED=${seed}, ${batch.disturbed.join(', ')}.`,
      `First: ${first.broken.join('; ')}`,
      JSON.stringify(first.life),
      smallest ?? 'Alone it broke nothing.',
    ].join('\n'),
  );
}

async function shrunk(
  world: World,
  broken: Life,
  disturbed: readonly Disturbance[],
): Promise<string | undefined> {
  const isWell = fc.asyncProperty(fc.subarray([...broken.keys()], { minLength: 1 }), async (indexes) => {
    const [verdict] = await world.play([indexes.flatMap((index) => broken[index] ?? [])], disturbed);
    return (verdict?.broken ?? []).length === 0;
  });
  const run = await fc.check(isWell, {
    examples: [[[...broken.keys()]]],
    numRuns: 1,
    interruptAfterTimeLimit: shrinkMs,
  });
  if (!run.failed || !run.counterexample) return undefined;
  const [indexes = []] = run.counterexample;
  return `Smallest that breaks one alone: ${JSON.stringify(indexes.map((index) => broken[index]))}`;
}
