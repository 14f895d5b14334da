import { Clock } from '@ellity/platform';
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';

const everyMs = 60_000;

/**
 * Has the clock of this process follow the database's. What is due, when it is due and since when it waits are kept
 * in the database by several processes: they all count by its time, and setting the time of a machine that a process
 * runs on neither hurries a wait nor prolongs it.
 */
@Injectable()
export class DatabaseTimeService implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('time');
  private timer: NodeJS.Timeout | undefined;
  private following: Promise<void> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.follow();
    this.timer = setInterval(() => {
      this.following = this.follow();
    }, everyMs);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.following;
  }

  /** While the database does not answer, time goes on evenly from the last answer. */
  private async follow(): Promise<void> {
    try {
      const [row]: { now: Date }[] = await this.dataSource.query('select clock_timestamp() as now');
      if (row) this.clock.follow(row.now);
    } catch (error) {
      this.logger.warn({ err: error }, 'the time of the database is asked for again');
    }
  }
}
