import { Clock } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { register as ownMetrics } from 'prom-client';
import { type Config, configToken } from '../config';
import type { WaitingsView } from './queues.response';
import { waitingIn } from './waiting-measures';

const askedEveryMs = 4_000;
const withinMs = 3_000;

/** Asks every service what waits in it. However many people watch, a service is asked once in a few seconds. */
@Injectable()
export class WaitingService {
  private last: { readonly untilMs: number; readonly view: Promise<WaitingsView> } | undefined;

  constructor(
    @Inject(configToken) private readonly config: Pick<Config, 'letters'>,
    private readonly clock: Clock,
  ) {}

  /** A service that does not answer is named, and the others are shown. */
  view(): Promise<WaitingsView> {
    const nowMs = this.clock.elapsedMs();
    if (!this.last || this.last.untilMs < nowMs)
      this.last = { untilMs: nowMs + askedEveryMs, view: this.ask() };
    return this.last.view;
  }

  private async ask(): Promise<WaitingsView> {
    const others = Object.entries(this.config.letters.services);
    const answers = await Promise.all(
      others.map(async ([service, url]) => [service, await metricsOf(url)] as const),
    );
    const own = ['dead-letters', await ownMetrics.metrics()] as const;
    return {
      items: [...answers, own].flatMap(([service, text]) =>
        text === undefined ? [] : waitingIn(service, text),
      ),
      silent: answers.filter(([, text]) => text === undefined).map(([service]) => service),
    };
  }
}

async function metricsOf(url: string): Promise<string | undefined> {
  try {
    const answer = await fetch(`${url}/metrics`, {
      headers: { connection: 'close' },
      signal: AbortSignal.timeout(withinMs),
    });
    const text = await answer.text();
    return answer.ok ? text : undefined;
  } catch {
    return undefined;
  }
}
