import fc from 'fast-check';
import { Sandbox } from '../sandbox.fixture';
import { drawn } from './simulation.fixture';
import { World } from './world.fixture';

const seed = Number(process.env['SEED'] ?? 1);
const pairs = Number(process.env['SWITCH_PAIRS'] ?? 60);
const lives = 25;

type Switches = Readonly<Record<string, string>>;

/** What stops a connection, as the runbook says: nothing is written, so there is nothing to compare. */
const stopping: readonly Switches[] = [{ eventTariff: 'marketer-plus' }];
/** Seen by a read-back only after so long: here they come sooner, which is the one limit of the promise. */
const unseenEvents: readonly Switches[] = [{ eventRead: 'after-5s' }, { eventRead: 'after-30s' }];
const isPassedOver = (one: Switches): boolean =>
  [...stopping, ...unseenEvents].some((passed) =>
    Object.entries(passed).every(([name, value]) => one[name] === value),
  );

let turned: readonly Switches[];
beforeAll(async () => {
  const sandbox = await Sandbox.start();
  const definitions = await sandbox.switches();
  await sandbox.close();
  turned = Object.entries(definitions)
    .flatMap(([name, { values, initial }]) =>
      values.filter((value) => value !== initial).map((value) => ({ [name]: value })),
    )
    .filter((one) => !isPassedOver(one));
});

async function brokenUnder(switches: Switches): Promise<string[]> {
  const world = await World.create(switches);
  try {
    const verdicts = await world.play(drawn(seed, lives, 0).lives, ['nothing', 'lost answers', 'errors']);
    return verdicts.flatMap(({ broken }) => broken.map((what) => `${JSON.stringify(switches)}: ${what}`));
  } catch (error) {
    return [`${JSON.stringify(switches)}: ${error instanceof Error ? error.message : String(error)}`];
  } finally {
    await world.close();
  }
}

async function expectWellUnder(all: readonly Switches[]): Promise<void> {
  const broken: string[] = [];
  for (const one of all) broken.push(...(await brokenUnder(one)));
  expect(broken).toEqual([]);
}

/** Enough that none takes as long as a test that hangs. */
const shares = Array.from({ length: 12 }, (_, share) => share);

it.each(shares)(
  `a share of the ways in which Ecomail may behave otherwise keeps every promise: %i (SEED=${seed})`,
  (share) => expectWellUnder(turned.filter((_, index) => index % shares.length === share)),
);

it.each(shares)(`a share of ${pairs} pairs of them keeps every promise: %i (SEED=${seed})`, (share) => {
  const pair = fc.tuple(fc.constantFrom(...turned), fc.constantFrom(...turned));
  const drawnPairs = fc.sample(pair, { seed, numRuns: pairs }).map(([one, other]) => ({ ...one, ...other }));
  return expectWellUnder(drawnPairs.filter((_, index) => index % shares.length === share));
});
