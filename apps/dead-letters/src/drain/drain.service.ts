import { isDeadLetterQueue, queueNames, RabbitTransport } from '@ellity/messaging';
import { Repeated } from '@ellity/platform';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { type Config, configToken } from '../config';
import { drainedQueues, drainLookedAt } from './drain-metrics';
import { DrainedLettersService } from './drained-letters.service';

/**
 * Reads every dead-letter queue and `unrouted`, also those that come later, and stops with those that are gone. While
 * the broker does not say which queues there are, those that are known go on being read.
 */
@Injectable()
export class DrainService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('drain');
  private readonly reading = new Map<string, () => Promise<void>>();
  private readonly looks: Repeated;

  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly transport: RabbitTransport,
    private readonly letters: DrainedLettersService,
  ) {
    this.looks = new Repeated(
      config.letters.queueLooksMs,
      () => this.look(),
      (error) => this.logger.warn({ err: error }, 'the broker does not say which queues there are'),
    );
  }

  onApplicationBootstrap(): void {
    void this.looks.now();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.looks.stop();
  }

  private async look(): Promise<void> {
    const { managementUrl, messaging } = this.config;
    const names = (await queueNames({ url: messaging.rabbit.url, managementUrl })).filter(isDeadLetterQueue);
    for (const name of names) {
      if (this.reading.has(name)) continue;
      this.reading.set(name, this.transport.readRaw(name, this.letters));
      this.logger.log({ queue: name }, 'drains');
    }
    for (const [name, end] of this.reading) {
      if (names.includes(name)) continue;
      this.reading.delete(name);
      this.logger.warn({ queue: name }, 'the queue is gone: it is drained no more');
      await end();
    }
    drainedQueues.set(this.reading.size);
    drainLookedAt.setToCurrentTime();
  }
}
