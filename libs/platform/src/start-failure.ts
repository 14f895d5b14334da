import { ConfigurationError } from './configuration';

/** A port that cannot be listened on, with the variable that names it and what to do. */
export class PortUnusableError extends Error {
  readonly code = 'platform.port-unusable';
}

/** Listens by `listen`. A port that is taken or not allowed is told of in the same words by every service. */
export async function listenAs(variable: string, listen: () => Promise<unknown>): Promise<void> {
  try {
    await listen();
  } catch (error) {
    throw portProblem(variable, error as NodeJS.ErrnoException & { readonly port?: number }) ?? error;
  }
}

/** Why a service did not start, for standard error: without a stack where the reason is one that people can mend. */
export function startFailure(service: string, error: unknown): string {
  const isPlain = error instanceof ConfigurationError || error instanceof PortUnusableError;
  const text = isPlain ? error.message : ((error as Error).stack ?? String(error));
  return `${service} did not start. ${text}\n`;
}

function portProblem(
  variable: string,
  error: NodeJS.ErrnoException & { readonly port?: number },
): PortUnusableError | undefined {
  const reasons: Partial<Record<string, readonly [string, string]>> = {
    EADDRINUSE: ['is taken by another program', `Stop that program, or set ${variable} to a free port.`],
    EACCES: ['is not open to this user', `Set ${variable} to a port above 1023.`],
  };
  const [reason, advice] = reasons[error.code ?? ''] ?? [];
  if (!reason) return undefined;
  return new PortUnusableError(`Port ${error.port} (${variable}) ${reason}. ${advice}`, { cause: error });
}
