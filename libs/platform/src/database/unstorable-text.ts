/** A text that was sent holds NUL, the one character that PostgreSQL keeps neither in text nor in JSON. */
export const isTextUnstorable = (error: unknown): boolean =>
  codes.has((error as { readonly code?: unknown } | null | undefined)?.code);
const codes: ReadonlySet<unknown> = new Set(['22021', '22P05']);
