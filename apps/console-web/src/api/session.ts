import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { ask, takeCsrfToken } from './client';
import { ApiProblem } from './problem';

export type ServiceState = 'up' | 'down';

/** Who is signed in, which shops are theirs, and which parts of the system answer. */
export interface Session {
  readonly person: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly role: 'merchant' | 'operator';
    readonly language: 'cs' | 'en';
  };
  readonly shops: readonly { readonly id: string; readonly name: string }[];
  readonly csrfToken: string;
  readonly environment: string | null;
  readonly services: Readonly<Record<'core' | 'sync' | 'gateway' | 'letters', ServiceState>>;
}

const taken = (session: Session): Session => {
  takeCsrfToken(session.csrfToken);
  return session;
};

/** Null: nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<Session | null> => {
    try {
      return taken(await ask<Session>('/api/session'));
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 20_000,
  refetchInterval: 30_000,
});

/** Signs in by whichever way, and has the rest of the app know it. */
async function enter(queries: QueryClient, path: string, body: unknown): Promise<Session> {
  const session = taken(await ask<Session>(path, 'POST', body));
  become(queries, session);
  return session;
}

export const signIn = (queries: QueryClient, email: string, password: string): Promise<Session> =>
  enter(queries, '/api/login', { email, password });

export const resetPassword = (queries: QueryClient, token: string, password: string): Promise<Session> =>
  enter(queries, '/api/password/reset', { token, password });

export const acceptInvitation = (
  queries: QueryClient,
  token: string,
  person: { name: string; password: string },
): Promise<Session> => enter(queries, `/api/invitations/${encodeURIComponent(token)}/accept`, person);

export async function signOut(queries: QueryClient): Promise<void> {
  await ask('/api/logout', 'POST');
  become(queries, null);
}

/** What is on the screen hears of it at once, and nothing that one person saw is there for the next. */
function become(queries: QueryClient, session: Session | null): void {
  queries.setQueryData(sessionQuery.queryKey, session);
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
}
