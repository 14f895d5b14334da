import { RedisStore } from 'connect-redis';
import type { SessionData } from 'express-session';

const ofMs = 60_000;

/** Sessions in Redis. Their life is made longer once in a minute, not at each request: it ends that much sooner. */
export class SessionStore extends RedisStore {
  private lengthened = new Set<string>();
  private since = performance.now();

  override async touch(id: string, session: SessionData, done?: (error?: unknown) => void): Promise<void> {
    if (performance.now() - this.since >= ofMs) {
      this.lengthened = new Set();
      this.since = performance.now();
    }
    if (this.lengthened.has(id)) return done?.();
    await super.touch(id, session, (error: unknown) => {
      if (!error) this.lengthened.add(id);
      done?.(error);
    });
  }
}
