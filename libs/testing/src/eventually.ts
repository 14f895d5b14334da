import { setTimeout as delay } from 'node:timers/promises';

const pollMsDefault = 25;

/**
 * Repeats `check` until it no longer throws, and resolves with its result. Rejects with its last error after
 * `timeoutMs`; `pollMs` spares whoever is asked. For what happens in other processes and cannot be awaited.
 */
export async function eventually<T>(
  check: () => Promise<T> | T,
  options: { timeoutMs?: number; pollMs?: number } = {},
): Promise<T> {
  const deadline = Date.now() + (options.timeoutMs ?? 60_000);
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(options.pollMs ?? pollMsDefault);
    }
  }
}
