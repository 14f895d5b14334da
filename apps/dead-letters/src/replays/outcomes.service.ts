import {
  type ReplayOutcome,
  RabbitTransport,
  type Staged,
  type Transaction,
  type Writer,
} from '@ellity/messaging';
import { Repeated } from '@ellity/platform';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { noteOutcomes } from './replay-statements';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const againAfterMs = 1_000;

/** Takes what services report of replayed letters: delivered, tried again, failed once more. */
@Injectable()
export class OutcomesService
  implements Writer<ReplayOutcome>, OnApplicationBootstrap, BeforeApplicationShutdown
{
  private readonly logger = new Logger('outcomes');
  private readonly begins: Repeated;
  private isReading = false;

  constructor(private readonly transport: RabbitTransport) {
    this.begins = new Repeated(
      againAfterMs,
      () => this.begin(),
      (error) => this.logger.warn({ err: error }, 'outcomes of replays are not read yet'),
    );
  }

  onApplicationBootstrap(): void {
    void this.begins.now();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.begins.stop();
  }

  private async begin(): Promise<void> {
    if (this.isReading) return;
    await this.transport.consumeOutcomes((outcome, transaction) => {
      if (uuid.test(outcome.replayId)) transaction.stage(this, outcome);
    });
    this.isReading = true;
  }

  async write({ manager }: Transaction, staged: readonly Staged<ReplayOutcome>[]): Promise<void> {
    const last = [...new Map(staged.map(({ item }) => [item.replayId.toLowerCase(), item])).entries()];
    last.sort(([a], [b]) => (a < b ? -1 : 1));
    await manager.query(noteOutcomes, [
      last.map(([id]) => id),
      last.map(([, { outcome }]) => outcome),
      last.map(([, { code }]) => code ?? null),
    ]);
  }
}
