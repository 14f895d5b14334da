export { type Actor, type Caller, type CallerKind, isActorId, type Role, roles } from './access/caller';
export { AcrossShops, CallableBy, CalledBy, OfService, Public, ServiceAccess } from './access/service-access';
export { RefusedError, ServiceCaller } from './access/service-caller';
export { ServiceTokens } from './access/service-tokens';
export { SharedTexts } from './access/shared-texts';
export {
  type ChassisOptions,
  serviceConfig,
  serviceVariables,
  storeConfig,
  storeVariables,
  tokenVariables,
} from './service-variables';
export {
  bool,
  ConfigurationError,
  logLevel,
  num,
  parseEnvironment,
  port,
  str,
  urlOf,
  urlsOf,
} from './configuration';
export { Clock } from './clock';
export { sendCsv } from './http/csv-answer';
export { answerDirectly, type DirectCall, type DirectRoute } from './http/direct-route';
export { asMeant, byteOrderMark, type Cell, type CsvForm, csvForms, csvLine } from './http/csv';
export { type DataRegister, mergedRegisters, type PersonalColumn } from './database/data-register';
export { databaseRetryMs, isDatabaseAway } from './database/database-away';
export { type DatabaseOptions, dataSourceOptions } from './database/database-options';
export { DatabaseModule } from './database/database.module';
export { lockTables } from './database/lock-tables';
export { KeepsOwnKeys, Repeatable } from './request-keys/request-key';
export {
  RequestKeys1797630000000,
  requestKeyDays,
  requestKeysRegister,
  requestKeysSealed,
} from './request-keys/request-keys-table';
export { RequestTransaction } from './request-keys/request-transaction';
export { etagOf, IfMatch, Precondition, Tagged } from './http/etag';
export { exitCodeOf, exitCodes, runTool } from './exit-codes';
export { HealthChecks } from './health.controller';
export { hashKeyVariable, secretKeyList } from './secrets/key-list';
export { Keyset, type KeyKind, type Page } from './http/keyset';
export {
  type FilePart,
  type FileParts,
  type FileValue,
  type LeftOut,
  undecidedColumns,
} from './person-file/file-part';
export { readParts } from './person-file/part-reader';
export { PersonFileBody, PersonParams } from './person-file/person-file.request';
export { ApiServiceFile, leftOutView, type ServiceFile, serviceFileSchema } from './person-file/service-file';
export { hideHookTokens, masked, shortenAddresses } from './logging';
export { connectMigrated } from './database/migrate';
export { HoursQuery } from './http/hours.request';
export { pageOf, PageQuery } from './http/page.request';
export { PlatformModule, type PlatformOptions } from './platform.module';
export { type FieldProblem, RetryLaterProblem, Problem } from './http/problem';
export { rekey, type RekeyCount, type SealedColumn } from './secrets/rekey';
export { TakesStream } from './http/request-body';
export { runRekey } from './secrets/rekey-program';
export { keyedHash, SecretBox, SecretUnreadableError } from './secrets/secret-box';
export { ShopParams } from './access/shop-params';
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
