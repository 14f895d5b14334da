import {
  DatabaseModule,
  type DatabaseOptions,
  PlatformModule,
  RequestKeys1797630000000,
  type ServiceDefinition,
} from '@ellity/platform';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { AuditModule } from './audit/audit.module';
import { type Config, configToken, readConfig } from './config';
import { ApiGuardService } from './forwarding/api-guard.service';
import { ForwardingModule } from './forwarding/forwarding.module';
import { ForwardService } from './forwarding/forward.service';
import { migrations as ownMigrations } from './migrations';
import { PeopleModule } from './people/people.module';
import { ServicesModule } from './services/services.module';
import { callerOf, cookieName, SessionsService } from './sessions/sessions.service';
import { SessionsModule } from './sessions/sessions.module';
import { WebAppService } from './web-app.service';

const service = 'console';

export const migrations = [RequestKeys1797630000000, ...ownMigrations];

const databaseOf = (config: Config): DatabaseOptions => ({
  ...config.database,
  service,
  entities: [],
  migrations,
});

/** A room with the rooms that it may use. */
const room = (module: Type, ...imports: readonly DynamicModule[]): DynamicModule => ({
  module,
  imports: [...imports],
});

@Module({})
class SettingsModule {}

@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    const settings = {
      module: SettingsModule,
      providers: [{ provide: configToken, useValue: config }],
      exports: [configToken],
    };
    const audit = room(AuditModule);
    const people = room(PeopleModule, settings, audit);
    const services = room(ServicesModule, settings);
    const sessions = room(SessionsModule, settings, people, services);
    const forwarding = room(ForwardingModule, settings, audit, sessions);
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot({ service, logLevel: config.logLevel, callerOf, ...config.chassis }),
        DatabaseModule.forRoot(databaseOf(config)),
        settings,
        audit,
        people,
        services,
        sessions,
        forwarding,
      ],
      providers: [WebAppService],
    };
  }
}

export const definition: ServiceDefinition<Config> = {
  service,
  description:
    'What people use in a browser: signing in, the web app, and the services in the name of who signed in.',
  config: readConfig,
  module: (config) => AppModule.with(config),
  database: databaseOf,
  requestSecrets: ({ secretBox }) => secretBox,
  sessionCookie: cookieName(''),
  before: (app, { proxies }) => {
    app.set('trust proxy', proxies);
    const web = app.get(WebAppService);
    app.use(web.protect);
    app.use(web.serve);
    app.use('/api', app.get(SessionsService, { strict: false }).load);
    app.use('/api', app.get(ApiGuardService, { strict: false }).check);
    app.use('/api', app.get(ForwardService, { strict: false }).pass);
  },
};
