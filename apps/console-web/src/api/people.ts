import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { own, take } from './client';
import { sessionQuery } from './session';
import type { Own } from './types';

export const peopleKey = ['people'] as const;
const most = 500;

/** For operators: the first of those who may sign in, by name; empty until they are known. */
export function usePeople(isAsked = true): readonly Own['PersonView'][] {
  const people = useQuery({
    queryKey: [...peopleKey, 'names'],
    queryFn: () => take(own.GET('/api/people', { params: { query: { limit: most } } })),
    staleTime: 60_000,
    enabled: isAsked,
  });
  return people.data?.items ?? [];
}

/**
 * The name of whoever did something, by the id that services keep. Merchants know their own, operators everybody's;
 * anybody else is called by `otherwise`, or stays as they are written.
 */
export function usePersonNames(): (id: string, otherwise?: string) => string {
  const { data: session } = useSuspenseQuery(sessionQuery);
  const people = usePeople(session?.person.role === 'operator');
  const names = new Map(people.map(({ id, name }) => [id, name]));
  if (session) names.set(session.person.id, session.person.name);
  return (id, otherwise = id) => names.get(id) ?? otherwise;
}
