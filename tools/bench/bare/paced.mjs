/**
 * The least that could use the budget of a key: a call each time the limit allows one, whatever became of the others.
 * No database, no order, no proof; it knows its contacts beforehand.
 */
import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** The share of the allowed calls that were made in so many seconds. */
export async function pacedShare(url, { key, perMinute, seconds, callOf }) {
  const { hostname: host, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: 500 });
  // The same room below the limit as the limiter of ecomail-sync leaves: a burst, and half a per cent for late calls.
  const intervalMs = 60_000 / (perMinute - 20 - Math.ceil(perMinute / 200));
  const begun = performance.now();
  let made = 0;
  while (performance.now() - begun < seconds * 1000) {
    const due = Math.floor((performance.now() - begun) / intervalMs);
    for (; made < due; made += 1) {
      const { path, body } = callOf(made);
      const headers = { key, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      request({ agent, host, port, path, method: 'POST', headers }, (answer) => answer.resume())
        .once('error', () => undefined)
        .end(body);
    }
    await delay(5);
  }
  agent.destroy();
  return made / ((perMinute / 60) * seconds);
}
