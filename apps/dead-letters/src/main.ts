import { ConfigurationError } from '@ellity/platform';
import { dlqCommand } from './dlq.command';

dlqCommand()
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error instanceof ConfigurationError ? error.message : `dlq: ${(error as Error).message}`);
    process.exitCode = 1;
  });
