/** Two clicks that come so soon after each other are one intent, also where the first was answered in between. */
export const doubleClickMs = 500;

/**
 * Begins what a person asks for, once for each intent: whoever asks again while it is being done, or by a double click,
 * gets the answer of the first. After a failure the next click tries again.
 */
export function oneIntent<R>(now = () => performance.now()): (begin: () => Promise<R>) => Promise<R> {
  let current: { readonly answer: Promise<R>; readonly begunAt: number; isOver: boolean } | undefined;
  return (begin) => {
    if (current && !(current.isOver && now() - current.begunAt >= doubleClickMs)) return current.answer;
    const mine = { answer: begin(), begunAt: now(), isOver: false };
    current = mine;
    mine.answer.then(
      () => (mine.isOver = true),
      () => (current = undefined),
    );
    return mine.answer;
  };
}
