import { queryOptions } from '@tanstack/react-query';
import { letters, take } from './client';

/** Every answer about letters lies under one key: whatever is done with some of them changes them all. */
export const lettersKey = ['letters'] as const;

/** Letters change by themselves, too. */
const lookEveryMs = 5_000;

export const statsQuery = queryOptions({
  queryKey: [...lettersKey, 'stats'],
  queryFn: () => take(letters.GET('/stats')),
  refetchInterval: lookEveryMs,
});

export const groupQuery = (groupId: string) =>
  queryOptions({
    queryKey: [...lettersKey, 'group', groupId],
    queryFn: () => take(letters.GET('/groups/{groupId}', { params: { path: { groupId } } })),
    refetchInterval: lookEveryMs,
  });

export const letterQuery = (letterId: string) =>
  queryOptions({
    queryKey: [...lettersKey, 'letter', letterId],
    queryFn: () => take(letters.GET('/letters/{letterId}', { params: { path: { letterId } } })),
  });

export const queuesQuery = queryOptions({
  queryKey: ['queues'],
  queryFn: () => take(letters.GET('/queues')),
  refetchInterval: lookEveryMs,
});

export const waitingQuery = queryOptions({
  queryKey: ['queues', 'waiting'],
  queryFn: () => take(letters.GET('/queues/waiting')),
  refetchInterval: lookEveryMs,
});

const actionEveryMs = 1_000;

/** Asked every second while something happens. */
export const actionQuery = (actionId: string) =>
  queryOptions({
    queryKey: [...lettersKey, 'action', actionId],
    queryFn: () => take(letters.GET('/actions/{actionId}', { params: { path: { actionId } } })),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? actionEveryMs : lookEveryMs),
  });
