export { type Actor, type Caller, type CallerKind, isActorId, type Role, roles } from './access/caller';
export { AcrossShops, CallableBy, CalledBy, Public, ServiceAccess } from './access/service-access';
export { ServiceTokens } from './access/service-tokens';
export { type ChassisOptions, chassisOptions, chassisVariables } from './chassis-variables';
export { bool, ConfigurationError, num, parseEnvironment, port, str, urlOf } from './configuration';
export { Clock } from './clock';
export { type DataRegister, mergedRegisters, type PersonalColumn } from './data-register';
export { type DatabaseOptions, dataSourceOptions } from './database-options';
export { DatabaseModule } from './database.module';
export { etagOf, IfMatch, Precondition, Tagged } from './etag';
export { exitCodeOf, exitCodes, runTool } from './exit-codes';
export { HealthChecks } from './health.controller';
export { secretKeyList } from './key-list';
export { Keyset, type KeyKind, type Page } from './keyset';
export { masked, shortenAddresses } from './logging';
export { connectMigrated } from './migrate';
export { pageOf, PageQuery } from './page.request';
export { PlatformModule, type PlatformOptions } from './platform.module';
export { type FieldProblem, Problem } from './problem';
export { rekey, type RekeyCount, type SealedColumn } from './rekey';
export { TakesStream } from './request-body';
export { runRekey } from './rekey-program';
export { keyedHash, SecretBox, SecretUnreadableError } from './secret-box';
export { ShopParams } from './shop-params';
export { Repeated } from './repeated';
export { createService, type HttpOptions, serve, type ServiceDefinition } from './serve';
export { listenAs, startFailure } from './start-failure';
export {
  currentTraceparent,
  inSpan,
  runInTrace,
  runOutsideTrace,
  type SpanOptions,
  traceHeaders,
} from './telemetry/spans';
