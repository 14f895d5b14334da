import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useRef } from 'react';
import { useProblemText } from '../problems/problem-text';
import { oneIntent } from './one-intent';
import { useDesignTexts } from './texts';

export interface Acting<V, R> {
  readonly isPending: boolean;
  readonly error: unknown;
  /** Does it, once for each intent: a second click gets the answer of the first. */
  readonly run: (value: V) => Promise<R>;
  readonly forget: () => void;
}

/**
 * Something that a person does: afterwards what it changed is read anew, and then a message says what was done, so that
 * whoever goes on from there does not overtake themselves. A failure is said where the caller shows `error`, or as a
 * message with `isFailureToast`.
 */
export function useAct<V = void, R = unknown>(
  act: (value: V) => Promise<R>,
  {
    said,
    changes = [],
    isFailureToast = false,
  }: {
    readonly said?: (result: R) => string;
    readonly changes?: readonly QueryKey[];
    readonly isFailureToast?: boolean;
  } = {},
): Acting<V, R> {
  const queries = useQueryClient();
  const textOf = useProblemText();
  const say = useDesignTexts();
  const tell = (message: string, look: { readonly color: string; readonly autoClose?: number }) =>
    notifications.show({ message, closeButtonProps: { 'aria-label': say('close') }, ...look });
  const intent = useRef(oneIntent<R>());
  const mutation = useMutation({
    mutationFn: act,
    onSuccess: async (result) => {
      await Promise.all(changes.map((queryKey) => queries.invalidateQueries({ queryKey })));
      if (said) tell(said(result), { color: 'leaf' });
    },
    onError: (error) => {
      if (isFailureToast) tell(textOf(error), { color: 'red', autoClose: 10_000 });
    },
  });
  const run = (value: V): Promise<R> => intent.current(() => mutation.mutateAsync(value));
  return { isPending: mutation.isPending, error: mutation.error, run, forget: mutation.reset };
}
