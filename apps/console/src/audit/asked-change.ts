import { hideHookTokens, type Role, shortenAddresses } from '@ellity/platform';

/** A change that somebody asks for, as the audit keeps it. */
export interface AskedChange {
  /** Undefined: nobody who has signed in yet. */
  readonly person: { readonly id: string; readonly role: Role } | undefined;
  /** `console` itself, or the service that it is passed on to. */
  readonly service: string;
  readonly method: string;
  /** With or without a query, which is not kept: it may hold what was searched for. */
  readonly path: string;
  readonly shopId: string | undefined;
}

const lengthMax = 500;

/** The links that set passwords are secrets, too. */
const hideLinks = (path: string): string => path.replace(/(\/invitations\/)[^/]+/g, '$1[secret]');

/** What of an address is kept: no query, no address of a person, no secret. */
export function auditedPath(path: string): string {
  const [plain = ''] = path.split('?');
  return hideLinks(hideHookTokens(shortenAddresses(decoded(plain)))).slice(0, lengthMax);
}

/** An encoded address of a person is one, too. NUL is no text to PostgreSQL. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path).replaceAll('\0', '');
  } catch {
    return path;
  }
}
