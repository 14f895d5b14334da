import { simulate } from './simulation.fixture';
import { World } from './world.fixture';

let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world.close());

it('whatever happens to many customers at once, in whatever order: fields before events, nothing twice, nothing lost, consent kept, the counts agree', async () => {
  await simulate(world, Number(process.env['SEED'] ?? 1), 300);
}, 300_000);
