import { runOperator } from './operator.command';

// Whoever reads the output, such as `head`, may have seen enough.
process.stdout.on('error', () => process.exit());

void runOperator(process.argv.slice(2)).then((code) => (process.exitCode = code));
