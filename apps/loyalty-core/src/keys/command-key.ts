/** What makes a command safe to repeat: a name for ever, and a digest of what was asked under it. */
import { createHash } from 'node:crypto';

/** The same key of the same shop and source is the same command. */
export interface CommandKey {
  readonly shopId: string;
  /** Whose keys these are: the sender of a message, or `http/` and the calling service. */
  readonly source: string;
  readonly key: string;
}

/** Keys are those of whoever calls: two services that use the same one never meet. */
export const httpSourceOf = (service: string): string => `http/${service}`;

/** Under which all callers by HTTP had their keys once; those keys still count. */
export const sharedHttpSource = 'http';

/** The place where the key was claimed before callers had keys of their own. */
export function formerKeyOf(key: CommandKey): CommandKey | undefined {
  return key.source.startsWith(`${sharedHttpSource}/`) ? { ...key, source: sharedHttpSource } : undefined;
}

/** Neither shop nor source can hold a line break, so no two keys have the same text. */
export function keyText({ shopId, source, key }: CommandKey): string {
  return `${shopId}\n${source}\n${key}`;
}

/** Equal exactly where the parts are. */
export function digestOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
