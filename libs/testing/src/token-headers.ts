import { ServiceTokens } from '@ellity/platform';

/** The header of a call to `service` by another one, as a test that plays it needs it. */
export const tokenHeaders = (keyList: string, service: string): Promise<{ authorization: string }> =>
  new ServiceTokens(keyList, 'test').headersFor(service);
