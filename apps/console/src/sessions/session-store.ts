import { RedisStore } from 'connect-redis';
import type { SessionData } from 'express-session';
import { ReadTogether } from './read-together';

const ofMs = 60_000;

/** Sessions in Redis. Their life is made longer once in a minute, not at each request: it ends that much sooner. */
export class SessionStore extends RedisStore {
  private lengthened = new Set<string>();
  private since = performance.now();
  private readonly kept = new ReadTogether<string>(async (ids) => {
    const texts = await this.client.mget(ids.map((id) => `${this.prefix}${id}`));
    return new Map(ids.flatMap((id, at) => (texts[at] ? [[id, texts[at]] as const] : [])));
  });

  override async get(
    id: string,
    done: (error: unknown, session?: SessionData | null) => void,
  ): Promise<void> {
    const [error, session] = await this.read(id).then(
      (found) => [null, found] as const,
      (failure: unknown) => [failure, null] as const,
    );
    done(error, session);
  }

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

  private async read(id: string): Promise<SessionData | null> {
    const text = await this.kept.of(id);
    return text === undefined ? null : (JSON.parse(text) as SessionData);
  }
}
