import { ConfigurationError } from '@ellity/platform';
import { dlqCommand } from './dlq.command';

// Whoever reads the output, such as `head`, may have seen enough.
process.stdout.on('error', () => process.exit());

dlqCommand()
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error instanceof ConfigurationError ? error.message : `dlq: ${(error as Error).message}`);
    process.exitCode = 1;
  });
