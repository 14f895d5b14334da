/**
 * A long session: the generated log is replayed for one shop after the other through one system, and the memory of each
 * process is read after each. What grows with what has been, and not with what is under way, shows here.
 */
import { generatedOrders, operatorEnvironment, replayInto } from './orders.mjs';
import { openShop, withSystem } from './system.mjs';

/** About 7,000 orders each, so that more than 20,000 tracker events pass. */
const sessions = 3;
const memoryMaxMb = 250;

export async function memoryRun() {
  const file = await generatedOrders();
  return withSystem(async (system) => {
    const env = operatorEnvironment(system);
    const readings = [];
    for (let session = 1; session <= sessions; session += 1) {
      const shop = await openShop(system, {
        shopId: `bench-${session}`,
        eventCategory: session === 1 ? 'ellity' : `ellity-bench-${session}`,
      });
      await replayInto(shop, file, env);
      readings.push(
        ...system.memories().map(([service, value]) => ({
          name: `memory after ${session} ${service}`,
          unit: 'MB',
          value,
        })),
      );
    }
    const peaks = system.peakMemories().map(([service, value]) => ({
      name: `memory-peak ${service}`,
      unit: 'MB peak',
      value,
      bound: { valueMax: memoryMaxMb },
    }));
    return [...readings, ...peaks];
  });
}
