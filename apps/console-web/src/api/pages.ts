import { keepPreviousData, useInfiniteQuery, type QueryKey } from '@tanstack/react-query';

/** A list that is read page by page, as far as the person has asked. */
export interface Pages<T> {
  /** Undefined: nothing has been read yet. */
  readonly data: { readonly items: readonly T[] } | undefined;
  readonly error: unknown;
  readonly refetch: () => Promise<unknown>;
  /** Undefined: that is all. */
  readonly more: { readonly isLoading: boolean; readonly load: () => void } | undefined;
}

interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** `page`: the one after `before`, the first without it. A changed key shows the old list until the new one is there. */
export function usePages<T>(
  queryKey: QueryKey,
  page: (before: string | undefined, signal: AbortSignal) => Promise<Page<T>>,
  options: { readonly refetchInterval?: number } = {},
): Pages<T> {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => page(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
    ...options,
  });
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  return {
    data: data && { items: data.pages.flatMap(({ items }) => items) },
    error,
    refetch,
    more: hasNextPage ? { isLoading: isFetchingNextPage, load: () => void fetchNextPage() } : undefined,
  };
}
