import { type DynamicModule, Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { LoggerModule } from 'nestjs-pino';
import {
  type CallerProof,
  callerProofToken,
  ServiceAccess,
  ServiceAccessGuard,
} from './access/service-access';
import type { ChassisOptions } from './service-variables';
import { Clock } from './clock';
import { HealthChecks, HealthController, versionToken } from './health.controller';
import { JsonBodyGuard } from './http/request-body';
import { loggerParams } from './logging';
import { ProblemFilter } from './http/problem-filter';
import { flushTracing, startTracing } from './telemetry/tracing';

/** Without `tokens` the service listens on this machine only; without `otlpEndpoint` no trace is recorded. */
export interface PlatformOptions extends ChassisOptions {
  /** The service's name as in its queues and in the `source` of its messages. */
  readonly service: string;
  readonly logLevel: string;
  /** False: log lines name no request, and each request is spared a logger of its own. */
  readonly hasRequestLogs?: boolean;
  /** Of a service that people call themselves: how they prove who they are, instead of by a service token. */
  readonly callerOf?: CallerProof;
}

/** What every service has: logs, health checks, metrics, problem details, and a door for other services only. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  onApplicationShutdown(): Promise<void> {
    return flushTracing();
  }

  static forRoot(options: PlatformOptions): DynamicModule {
    startTracing({ service: options.service, endpoint: options.otlpEndpoint });
    return {
      module: PlatformModule,
      imports: [
        LoggerModule.forRoot({
          ...loggerParams(options),
          ...(options.hasRequestLogs === false ? { forRoutes: [] } : {}),
        }),
      ],
      controllers: [HealthController],
      providers: [
        Clock,
        HealthChecks,
        { provide: versionToken, useValue: options.version ?? null },
        { provide: ServiceAccess, useValue: new ServiceAccess(options.service, options.tokens) },
        ...(options.callerOf ? [{ provide: callerProofToken, useValue: options.callerOf }] : []),
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: ServiceAccessGuard },
        { provide: APP_GUARD, useClass: JsonBodyGuard },
      ],
      exports: [Clock, HealthChecks, ServiceAccess],
    };
  }
}
