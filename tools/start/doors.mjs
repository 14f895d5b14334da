/** HTTP calls to the services' front doors, for the demo. */
import { setTimeout as delay } from 'node:timers/promises';

const eventuallyMs = 20_000;

/** JSON in, JSON out; anything but success (or a status in `allow`) throws with the problem's own words. */
export async function call(method, url, body, { headers = {}, allow = [] } = {}) {
  const answer = await fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const parsed = text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text;
  if (!answer.ok && !allow.includes(answer.status)) {
    throw new Error(`${method} ${url} answered ${answer.status}: ${parsed.detail ?? text.slice(0, 300)}`);
  }
  return { status: answer.status, body: parsed };
}

/** Repeats until it no longer throws. */
export async function eventually(work) {
  const deadline = Date.now() + eventuallyMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(20);
    }
  }
}
