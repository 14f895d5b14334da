import { runTool } from '@ellity/platform';
import { dlqCommand } from './dlq.command';

// Whoever reads the output, such as `head`, may have seen enough.
process.stdout.on('error', () => process.exit());

void runTool('dlq', () => dlqCommand().parseAsync());
