import { disturbances } from './lives.fixture';
import { simulate } from './simulation.fixture';
import { World } from './world.fixture';

const seed = Number(process.env['SEED'] ?? 1);
const runs = Number(process.env['SIMULATION_RUNS'] ?? 5_000);
const atOnce = 250;

let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world.close());

it(`${runs} lives under ${disturbances.length} disturbances keep every promise (SEED=${seed})`, async () => {
  for (let run = 0; run * atOnce < runs; run += 1) await simulate(world, seed + run, atOnce);
});
