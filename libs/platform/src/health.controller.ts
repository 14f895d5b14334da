import {
  Controller,
  Get,
  Header,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { register as metricsRegistry } from 'prom-client';
import { Public } from './access/service-access';
import { Problem } from './http/problem';

type Check = () => Promise<unknown>;

/** What must answer before this service can do its work. A failed check makes it unready, never dead. */
@Injectable()
export class HealthChecks {
  private readonly checks = new Map<string, Check>();
  private readonly failing = new Set<string>();
  private readonly logger = new Logger('health');

  /** `check` resolves when all is well and rejects otherwise. Foreign systems such as Ecomail are not registered. */
  register(name: string, check: Check): void {
    this.checks.set(name, check);
  }

  /** Asks all at once. Resolves with the names of those that fail; going away and coming back are logged once each. */
  async failed(): Promise<string[]> {
    await Promise.all([...this.checks].map(([name, check]) => this.ask(name, check)));
    return [...this.failing].sort();
  }

  private async ask(name: string, check: Check): Promise<void> {
    try {
      await check();
      if (this.failing.delete(name)) this.logger.log({ check: name }, 'ready again');
    } catch (err) {
      if (!this.failing.has(name)) this.logger.warn({ check: name, err }, 'not ready');
      this.failing.add(name);
    }
  }
}

/** What runs here: a text, or null where nothing says it. */
export const versionToken = Symbol('version');

@ApiExcludeController()
@Public()
@Controller()
export class HealthController implements OnApplicationBootstrap {
  private isStarted = false;

  constructor(
    private readonly checks: HealthChecks,
    @Inject(versionToken) private readonly version: string | null,
  ) {}

  onApplicationBootstrap(): void {
    this.isStarted = true;
  }

  /** The process answers: which version it is, and since when it runs. */
  @Get('health/live')
  live() {
    const startedAt = new Date(performance.timeOrigin).toISOString();
    return { status: 'ok', version: this.version, startedAt };
  }

  /** Start-up is over: migrations ran, handlers are proven. */
  @Get('health/start')
  started() {
    if (!this.isStarted) throw new Problem(503, 'starting', 'The service is still starting.');
    return { status: 'ok' };
  }

  /** All that this service needs answers; else the checks that fail, by name. Why is in the log. */
  @Get('health/ready')
  async ready() {
    const failed = await this.checks.failed();
    if (failed.length === 0) return { status: 'ok' };
    throw new Problem(
      503,
      'not-ready',
      `Not ready: ${failed.join(', ')}. The log says why.`,
      failed.map((field) => ({ field, problem: 'does not answer as it should' })),
    );
  }

  @Get('metrics')
  @Header('content-type', metricsRegistry.contentType)
  metrics(): Promise<string> {
    return metricsRegistry.metrics();
  }
}
