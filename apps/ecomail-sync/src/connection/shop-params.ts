import { Problem } from '@ellity/platform';

/** What counts as an address of Ecomail or of a hook. */
export const httpAddress = { protocols: ['http', 'https'], require_protocol: true, require_tld: false };

/** The shop named in a path; refuses what can be no shop. */
export function shopIdOf(text: string): string {
  if (/^[a-z][a-z0-9-]{0,59}$/.test(text)) return text;
  throw new Problem(400, 'request-invalid', 'A shop id has lower-case letters, digits and hyphens.', [
    { field: 'shopId', problem: 'must be a shop id' },
  ]);
}

export const requestProblem = (field: string, problem: string): Problem =>
  new Problem(400, 'request-invalid', 'A field of the body is wrong; see errors.', [{ field, problem }]);
