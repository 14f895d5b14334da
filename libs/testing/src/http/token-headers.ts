import { type Actor, ServiceTokens } from '@ellity/platform';

/** The header of a call to `service` by another one, as a test that plays it needs it; for a person where one is given. */
export const tokenHeaders = (
  keyList: string,
  service: string,
  actor?: Actor,
): Promise<{ authorization: string }> => new ServiceTokens(keyList, 'test').headersFor(service, actor);
