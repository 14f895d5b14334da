import { Redis, type RedisOptions } from 'ioredis';

/** One whose copies, such as BullMQ makes to wait on, are known. */
class KnownRedis extends Redis {
  constructor(
    url: string,
    options: RedisOptions,
    private readonly known: Set<Redis>,
  ) {
    super(url, options);
    known.add(this);
  }

  override duplicate(override?: Partial<RedisOptions>): Redis {
    const copy = super.duplicate(override);
    this.known.add(copy);
    return copy;
  }
}

/**
 * Connections to Redis that can be ended at any time. BullMQ ends its own only when Redis answers, so that a process
 * which stops while Redis is away would wait for it for ever.
 */
export class RedisConnections {
  private readonly known = new Set<Redis>();

  constructor(private readonly url: string) {}

  open(options: RedisOptions): Redis {
    const redis = new KnownRedis(this.url, { connectionName: 'runs', ...options }, this.known);
    redis.on('error', () => undefined);
    return redis;
  }

  /** Whatever waits for an answer is sent away. */
  close(): void {
    for (const redis of this.known) redis.disconnect();
  }
}
