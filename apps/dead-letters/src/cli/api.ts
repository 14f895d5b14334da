import { ConfigurationError, isActorId, ServiceCaller, ServiceTokens } from '@ellity/platform';

type Ask = <T>(method: 'GET' | 'POST' | 'PUT' | 'PATCH', path: string, body?: object) => Promise<T>;

export interface ToolConfig {
  readonly url: string;
  readonly token: string;
  readonly keys: string;
  readonly actor: string;
}

/** Asks the service dead-letters in the name of an operator, whom the audit names. */
export function apiOf({ url, token, keys, actor }: ToolConfig): Ask {
  const proof = {
    headersFor: async (service: string): Promise<Record<string, string>> => {
      if (token !== '') return { authorization: `Bearer ${token}` };
      if (!isActorId(actor))
        throw new ConfigurationError([
          'DLQ_ACTOR: say who acts, in letters, digits, ".", "_" and "-", at most 60, no address',
        ]);
      return new ServiceTokens(keys, 'operator').headersFor(service, {
        id: actor,
        role: 'operator',
        shops: [],
      });
    },
  };
  const caller = new ServiceCaller('dead-letters', url, proof);
  return (method, path, body) => caller.ask(method, path, body);
}
