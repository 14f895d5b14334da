/** How an attempt ended. The server's own words may hold the address and are not kept. */
export type SendOutcome =
  | { readonly outcome: 'sent' }
  /** This message or its recipient, for good. */
  | { readonly outcome: 'refused'; readonly reason: string }
  /** The server, or this message for now. */
  | { readonly outcome: 'failed'; readonly reason: string };

const backOffMs = 30_000;
const backOffMaxMs = 600_000;

/** How long to wait after the given number of attempts, so that an hour without a server is noticed soon after it ended. */
export const backOffOf = (attempts: number): number =>
  Math.min(backOffMs * 2 ** Math.max(0, attempts - 1), backOffMaxMs);

/** What a mail server's error means. Only a lasting answer to the recipient or to the message itself is the end of it. */
export function outcomeOfError(error: {
  readonly code?: unknown;
  readonly command?: unknown;
  readonly responseCode?: unknown;
}): SendOutcome {
  const { code, command, responseCode } = error;
  if (typeof responseCode !== 'number') return { outcome: 'failed', reason: `smtp-${wordOf(code)}` };
  const isAboutMessage = command === 'RCPT TO' || command === 'DATA' || code === 'EMESSAGE';
  const outcome = responseCode >= 500 && isAboutMessage ? 'refused' : 'failed';
  return { outcome, reason: `smtp-${responseCode}` };
}

const wordOf = (code: unknown): string =>
  typeof code === 'string' && /^[A-Z]{1,30}$/.test(code) ? code.toLowerCase() : 'unknown';
