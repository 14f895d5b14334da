import { RefusedError } from './access/service-caller';
import { ConfigurationError } from './configuration';

/** How every command-line tool ends; the table in docs/runbook.md says what to do. */
export const exitCodes = {
  done: 0,
  /** It did its work and found what it looks for: counts that differ, an unreadable secret; or it was refused. */
  differs: 1,
  /** It was typed wrongly, or a variable is missing: nothing was done. */
  usage: 2,
  /** It could not do its work: something does not answer, or broke off. It may be repeated. */
  failed: 3,
} as const;

/** What a service says by its status; by any other, that what there is stands against it, or that it is not there. */
const refusals: ReadonlyMap<number, number> = new Map([
  ...[400, 422].map((status) => [status, exitCodes.usage] as const),
  ...[401, 403, 408, 429].map((status) => [status, exitCodes.failed] as const),
]);

/** What an error ends a tool with. Commander's own are mistakes in typing, but for the help that was asked for. */
export function exitCodeOf(error: unknown): number {
  const { code, exitCode } = (error ?? {}) as { code?: unknown; exitCode?: unknown };
  if (typeof code === 'string' && code.startsWith('commander.'))
    return exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof RefusedError) return refusals.get(error.status) ?? exitCodes.differs;
  return error instanceof ConfigurationError ? exitCodes.usage : exitCodes.failed;
}

/**
 * Runs a tool and sets how its process ends. `name` goes before the message of an error; Commander has printed its own
 * already, if its commands `exitOverride`.
 */
export async function runTool(name: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    if (!isPrinted(error)) process.stderr.write(`${name}: ${(error as Error).message}\n`);
  }
}

function isPrinted(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && code.startsWith('commander.');
}
