export { bool, ConfigurationError, num, parseEnvironment, port, str, urlOf } from './configuration';
export { Clock } from './clock';
export { DatabaseModule, type DatabaseOptions, dataSourceOptions } from './database.module';
export { HealthChecks } from './health.controller';
export { masked, shortenAddresses } from './logging';
export { PlatformModule, type PlatformOptions } from './platform.module';
export { type FieldProblem, Problem } from './problem';
export { keyedHash, SecretBox, SecretUnreadableError } from './secret-box';
export { createService, type HttpOptions, serve, type ServiceDefinition } from './serve';
