import { doubleClickMs, oneIntent } from './one-intent';

/** Clicks at the given times; how often the act began, and what each click was answered. */
async function clicks(times: readonly number[], act: () => Promise<string>) {
  let time = 0;
  let begun = 0;
  const click = oneIntent<string>(() => time);
  const answers: string[] = [];
  for (const at of times) {
    time = at;
    const answer = click(() => {
      begun += 1;
      return act();
    });
    answers.push(await answer.catch((error: Error) => error.message));
  }
  return { begun, answers };
}

it('a second click in the same instant gets the answer of the first', async () => {
  let begun = 0;
  const click = oneIntent<number>(() => 0);
  const act = () => Promise.resolve((begun += 1));
  expect(await Promise.all([click(act), click(act)])).toEqual([1, 1]);
});

it('the second click of a double click does nothing, also where the first was answered before it', async () => {
  expect(await clicks([0, 120], () => Promise.resolve('saved'))).toEqual({
    begun: 1,
    answers: ['saved', 'saved'],
  });
});

it('a later click is an intent of its own', async () => {
  expect((await clicks([0, doubleClickMs], () => Promise.resolve('saved'))).begun).toBe(2);
});

it('after a failure the next click tries again', async () => {
  expect((await clicks([0, 120], () => Promise.reject(new Error('refused')))).begun).toBe(2);
});
