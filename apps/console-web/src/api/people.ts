import { useQuery } from '@tanstack/react-query';
import { own, take } from './client';
import type { Own } from './types';

export const peopleKey = ['people'] as const;
const most = 500;

/** For operators: the first of those who may sign in, by name; empty until they are known. */
export function usePeople(): readonly Own['PersonView'][] {
  const people = useQuery({
    queryKey: [...peopleKey, 'names'],
    queryFn: () => take(own.GET('/api/people', { params: { query: { limit: most } } })),
    staleTime: 60_000,
  });
  return people.data?.items ?? [];
}

/** The name of whoever did something, by the id that services keep; anybody else stays as they are written. */
export function usePersonNames(): (id: string) => string {
  const names = new Map(usePeople().map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}
