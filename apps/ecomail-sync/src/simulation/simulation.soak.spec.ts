import { simulate } from './simulation.fixture';
import { World } from './world.fixture';

const seed = Number(process.env['SEED'] ?? 1);
const runs = Number(process.env['SIMULATION_RUNS'] ?? 5_000);
const atOnce = 250;
/** Each batch moves the clock of its world on, which must not be further from Ecomail's than clocks may be. */
const batchesPerWorld = 3;

const seeds = Array.from({ length: Math.ceil(runs / atOnce) }, (_, batch) => seed + batch);
const worlds = seeds.flatMap((first, index) =>
  index % batchesPerWorld === 0 ? [{ first, batches: seeds.slice(index, index + batchesPerWorld) }] : [],
);

it.each(worlds)(
  `every promise is kept to ${atOnce} lives at once, from SEED=$first on`,
  async ({ batches }) => {
    const world = await World.create();
    try {
      for (const batch of batches) await simulate(world, batch, atOnce);
    } finally {
      await world.close();
    }
  },
);
