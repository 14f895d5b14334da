import { ConfigurationError } from '@ellity/platform';
import { operatorCommand } from './operator.command';

operatorCommand()
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error instanceof ConfigurationError ? error.message : (error as Error).message);
    process.exitCode = 1;
  });
