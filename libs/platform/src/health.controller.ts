import { Controller, Get, Header, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { HealthCheckService, HealthIndicatorService, type HealthCheckResult } from '@nestjs/terminus';
import { register as metricsRegistry } from 'prom-client';
import { Public } from './access/service-access';
import { Problem } from './problem';

/** What must answer before this service can do its work. A failed check makes it unready, never dead. */
@Injectable()
export class HealthChecks {
  readonly all = new Map<string, () => Promise<unknown>>();

  /** `check` resolves when all is well and rejects otherwise. Foreign systems such as Ecomail are not registered. */
  register(name: string, check: () => Promise<unknown>): void {
    this.all.set(name, check);
  }
}

@ApiExcludeController()
@Public()
@Controller()
export class HealthController implements OnApplicationBootstrap {
  private isStarted = false;

  constructor(
    private readonly health: HealthCheckService,
    private readonly indicator: HealthIndicatorService,
    private readonly checks: HealthChecks,
  ) {}

  onApplicationBootstrap(): void {
    this.isStarted = true;
  }

  /** The process answers. */
  @Get('health/live')
  live() {
    return { status: 'ok' };
  }

  /** Start-up is over: migrations ran, handlers are proven. */
  @Get('health/start')
  started() {
    if (!this.isStarted) throw new Problem(503, 'starting', 'The service is still starting.');
    return { status: 'ok' };
  }

  /** All that this service needs answers. */
  @Get('health/ready')
  ready(): Promise<HealthCheckResult> {
    const probes = [...this.checks.all].map(([name, check]) => async () => {
      const indicator = this.indicator.check(name);
      try {
        await check();
        return indicator.up();
      } catch {
        return indicator.down();
      }
    });
    return this.health.check(probes);
  }

  @Get('metrics')
  @Header('content-type', metricsRegistry.contentType)
  metrics(): Promise<string> {
    return metricsRegistry.metrics();
  }
}
