import { runOperator } from './operator.command';

void runOperator(process.argv.slice(2)).then((code) => (process.exitCode = code));
