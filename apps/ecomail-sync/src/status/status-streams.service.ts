import { Problem } from '@ellity/platform';
import { Inject, Injectable, type MessageEvent, type OnModuleDestroy } from '@nestjs/common';
import {
  catchError,
  distinctUntilChanged,
  EMPTY,
  exhaustMap,
  from,
  map,
  merge,
  type Observable,
  Subject,
  takeUntil,
  timer,
} from 'rxjs';
import { type Config, configToken } from '../config';
import { Shared } from '../kept';
import type { ConnectionStatus } from './status.response';
import { StatusService } from './status.service';

/** What somebody who looks at a shop needs to share with others who look at it. */
interface Reading {
  at: number;
  status: Promise<ConnectionStatus> | undefined;
}

/**
 * The status of shops as server-sent events: once at the beginning, and whenever it changed. Those who look at one shop
 * share one reading. Streams end when the service stops; whoever listens connects again.
 */
@Injectable()
export class StatusStreamsService implements OnModuleDestroy {
  private readonly stopped = new Subject<void>();
  private readonly readings = new Shared<Reading>(() => ({ at: 0, status: undefined }));
  private open = 0;

  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly status: StatusService,
  ) {}

  onModuleDestroy(): void {
    this.stopped.next();
    this.stopped.complete();
  }

  /**
   * Throws where the shop has no status, or too many look already, so that the answer says so. `over` is aborted when
   * nobody listens any more, also where that was before there was anything to listen to.
   */
  async of(shopId: string, over: AbortSignal): Promise<Observable<MessageEvent>> {
    const { everyMs, heartbeatMs, streamsMax } = this.config.status;
    if (this.open >= streamsMax)
      throw new Problem(
        503,
        'streams-full',
        'Too many watch the status at this moment. Ask for GET …/status now and then, or try again later.',
      );
    this.open += 1;
    const { value: reading, release } = this.readings.hold(shopId);
    const end = (): void => {
      this.open -= 1;
      release();
    };
    if (over.aborted) end();
    else over.addEventListener('abort', end, { once: true });
    const first = await this.read(shopId, reading);
    const statuses = timer(0, everyMs).pipe(
      exhaustMap((round) =>
        from(round === 0 ? [first] : this.read(shopId, reading)).pipe(catchError(() => EMPTY)),
      ),
      map((status) => ({ type: 'status', data: status })),
      distinctUntilChanged((a, b) => essenceOf(a.data) === essenceOf(b.data)),
    );
    const heartbeats = timer(heartbeatMs, heartbeatMs).pipe(map(() => ({ type: 'heartbeat', data: '' })));
    return merge(statuses, heartbeats).pipe(takeUntil(this.stopped));
  }

  private read(shopId: string, reading: Reading): Promise<ConnectionStatus> {
    const now = performance.now();
    if (!reading.status || now - reading.at >= this.config.status.everyMs / 2) {
      reading.at = now;
      reading.status = this.status.of(shopId);
    }
    return reading.status;
  }
}

/** Ages grow by themselves; they are no news. */
const essenceOf = (status: ConnectionStatus): string =>
  JSON.stringify(status, (name, value: unknown) =>
    name === 'oldestSeconds' || name === 'lagSeconds' || name === 'doneAt' ? undefined : value,
  );
