import { Problem } from '@ellity/platform';

/** What counts as an address of Ecomail or of a hook. */
export const httpAddress = { protocols: ['http', 'https'], require_protocol: true, require_tld: false };

export const requestProblem = (field: string, problem: string): Problem =>
  new Problem(400, 'request-invalid', 'A field of the body is wrong; see errors.', [{ field, problem }]);
