/** Looks after the servers of a running system: one that is gone is said by name and started again, with a limit. */
import { setTimeout as delay } from 'node:timers/promises';
import { status, up } from '../stack/index.mjs';
import { Endings } from './endings.mjs';

const lookEveryMs = 1000;

/** Watches those that run now and are processes of this folder; resolves with what ends the watch, for good. */
export async function keepServersRunning(dir, { say, giveUp }) {
  const names = Object.entries((await status({ dir })).servers)
    .filter(([, { isRunning, way }]) => isRunning && way !== 'docker')
    .map(([name]) => name);
  const stop = new AbortController();
  const watching = watch(dir, names, { say, giveUp }, stop.signal);
  return async () => {
    stop.abort();
    await watching;
  };
}

async function watch(dir, names, { say, giveUp }, signal) {
  const endings = new Endings();
  while (!signal.aborted) {
    const { servers } = await status({ dir });
    const gone = names.map((name) => servers[name]).filter(({ isRunning }) => !isRunning);
    for (const { title } of gone) {
      if (!endings.allows(title)) return giveUp(`${title} ended again and is not started any more.`);
      say(
        `${title} has ended (killed or crashed; npm run stack logs shows its last lines); it is started again.`,
      );
    }
    try {
      if (gone.length > 0 && !signal.aborted) await up({ dir, log: say });
    } catch (error) {
      return giveUp(error.message);
    }
    await delay(lookEveryMs, undefined, { signal }).catch(() => undefined);
  }
}
