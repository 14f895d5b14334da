import type { ListNotice } from '@ellity/ecomail';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { ListRow, NoticeRow } from '../store/rows';
import { StoreService } from '../store/store.service';
import { TimeService } from '../store/time.service';
import { SwitchesService } from '../switches/switches.service';

const timeoutMs = 10_000;
const atOnceMax = 20;
const noticesKept = 20_000;

/**
 * Posts the notices of lists: unsigned, without id and time, after the answer to the call that caused them. What came
 * back is kept with each. A restart forgets those that wait.
 */
@Injectable()
export class WebhooksService implements OnApplicationShutdown {
  private waiting: NoticeRow[] = [];
  private running = 0;
  private readonly stopped = new AbortController();
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(
    private readonly store: StoreService,
    private readonly switches: SwitchesService,
    private readonly time: TimeService,
  ) {}

  /** Nothing happens when the list has no address. Delivery starts when the current answer is out. */
  add(list: ListRow, payload: Omit<ListNotice['payload'], 'listId'>): void {
    if (list.webhookUrl === null) return;
    const body: ListNotice = {
      payload: {
        email: payload.email,
        status: payload.status,
        listId: list.id,
        campaignId: payload.campaignId,
      },
    };
    const id = this.store.next('notice');
    const row: NoticeRow = {
      accountId: list.accountId,
      id,
      listId: list.id,
      url: list.webhookUrl,
      body: JSON.stringify(body),
      attempts: [],
      state: 'waiting',
    };
    this.store.put(this.store.notices, row);
    if (id > noticesKept) this.store.remove(this.store.notices, String(id - noticesKept));
    if (this.switches.values.noticeOrder === 'reversed') this.waiting.unshift(row);
    else this.waiting.push(row);
  }

  deliverWaiting(): void {
    const most = this.switches.values.noticeOrder === 'any' ? atOnceMax : 1;
    while (this.waiting.length > 0 && this.running < most) {
      const row = this.waiting.shift();
      if (row) void this.deliver(row);
    }
  }

  forget(): void {
    this.waiting = [];
  }

  onApplicationShutdown(): void {
    this.waiting = [];
    this.stopped.abort();
    for (const timer of this.timers) clearTimeout(timer);
  }

  private async deliver(row: NoticeRow): Promise<void> {
    this.running += 1;
    const startedAt = performance.now();
    const at = this.time.iso();
    const outcome = await this.post(row);
    this.running -= 1;
    if (this.stopped.signal.aborted) return;
    const attempt = { at, ms: Math.round(performance.now() - startedAt), outcome };
    this.settle({ ...row, attempts: [...row.attempts, attempt] }, /^2\d\d$/.test(outcome));
    this.deliverWaiting();
  }

  private async post(row: NoticeRow): Promise<string> {
    try {
      const answer = await fetch(row.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: row.body,
        signal: AbortSignal.any([this.stopped.signal, AbortSignal.timeout(timeoutMs)]),
      });
      await answer.body?.cancel();
      return String(answer.status);
    } catch (error) {
      const { name, cause } = error as { name: string; cause?: { code?: string } };
      return name === 'TimeoutError' ? 'no answer in 10 s' : (cause?.code ?? 'failed');
    }
  }

  private settle(row: NoticeRow, isDelivered: boolean): void {
    const isRepeated =
      !isDelivered && this.switches.values.noticeRetries === 'three' && row.attempts.length < 4;
    const settled: NoticeRow = {
      ...row,
      state: isDelivered ? 'delivered' : isRepeated ? 'waiting' : 'failed',
    };
    if (this.store.notices.get(String(row.id))) {
      this.store.put(this.store.notices, settled);
      this.store.commit();
    }
    if (!isRepeated) return;
    const timer = setTimeout(
      () => {
        this.timers.delete(timer);
        this.waiting.push(settled);
        this.deliverWaiting();
      },
      1000 * 2 ** row.attempts.length,
    );
    this.timers.add(timer);
  }
}
