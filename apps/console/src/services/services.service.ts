import { Clock, HealthChecks } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type Config, configToken, serviceNames, type Target, targets } from '../config';
import type { ServiceSeen } from './services.response';

const askedEveryMs = 5_000;
const withinMs = 2_000;
const nothingSaid = { version: null, startedAt: null };

/** The services that the console passes calls on to, as they answer; they are asked every few seconds at most. */
@Injectable()
export class ServicesService {
  private seen: { readonly untilMs: number; readonly known: Promise<readonly ServiceSeen[]> } | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly checks: HealthChecks,
    @Inject(configToken) private readonly config: Pick<Config, 'services' | 'chassis'>,
  ) {}

  others(): Promise<readonly ServiceSeen[]> {
    const now = this.clock.elapsedMs();
    if (!this.seen || this.seen.untilMs < now) {
      const known = Promise.all(targets.map((target) => lookAt(target, this.config.services[target])));
      this.seen = { untilMs: now + askedEveryMs, known };
    }
    return this.seen.known;
  }

  /** The others, then the console, which answers at least this. */
  async all(): Promise<readonly ServiceSeen[]> {
    const failed = await this.checks.failed();
    const own = {
      part: 'console',
      service: 'console',
      state: failed.length === 0 ? 'up' : 'unready',
      version: this.config.chassis.version ?? null,
      startedAt: new Date(performance.timeOrigin).toISOString(),
    } as const;
    return [...(await this.others()), own];
  }
}

async function lookAt(part: Target, url: string | undefined): Promise<ServiceSeen> {
  const service = serviceNames[part];
  if (url === undefined) return { part, service, state: 'down', ...nothingSaid };
  const [ready, live] = await Promise.all([answerOf(`${url}/health/ready`), answerOf(`${url}/health/live`)]);
  const state = ready?.isGood ? 'up' : live?.isGood ? 'unready' : 'down';
  const { version = null, startedAt = null } = live?.said ?? {};
  return { part, service, state, version, startedAt };
}

interface HealthAnswer {
  readonly isGood: boolean;
  readonly said: { readonly version?: string | null; readonly startedAt?: string };
}

async function answerOf(url: string): Promise<HealthAnswer | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(withinMs) });
    return { isGood: answer.ok, said: (await answer.json()) as HealthAnswer['said'] };
  } catch {
    return undefined;
  }
}
