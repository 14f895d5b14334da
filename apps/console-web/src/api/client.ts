import createClient from 'openapi-fetch';
import { offline, problemOf } from './problem';
import type { CorePaths, GatewayPaths, LettersPaths, OwnPaths, SyncPaths } from './types';

let csrfToken = '';
let onSignedOut = (): void => undefined;

/** The token of the session goes with every write from now on. */
export const takeCsrfToken = (token: string): void => {
  csrfToken = token;
};

/** Called when an answer says that the session has ended. */
export const whenSignedOut = (act: () => void): void => {
  onSignedOut = act;
};

/**
 * A request of the person's session. A write has the token that proves it comes from this page; where the token has been
 * replaced meanwhile it is read anew, and the write is made once more: it was refused before anything was done.
 */
export async function sessionFetch(request: Request): Promise<Response> {
  const isWrite = request.method !== 'GET';
  const again = isWrite ? request.clone() : undefined;
  if (isWrite) request.headers.set('x-csrf-token', csrfToken);
  const response = await answerOf(request);
  if (response.status === 401 && (await codeOf(response)) === 'not-signed-in') onSignedOut();
  if (!again || response.status !== 403 || (await codeOf(response)) !== 'csrf-token-invalid') return response;
  const session = await answerOf(new Request('/api/session'));
  if (!session.ok) return response;
  ({ csrfToken } = (await session.json()) as { csrfToken: string });
  again.headers.set('x-csrf-token', csrfToken);
  return answerOf(again);
}

const answerOf = async (request: Request): Promise<Response> => {
  try {
    return await fetch(request);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw offline();
  }
};

const codeOf = async (response: Response): Promise<string> => (await problemOf(response.clone())).code;

const client = <Paths extends object>(below: string) =>
  createClient<Paths>({ baseUrl: `${location.origin}${below}`, fetch: sessionFetch });

export const core = client<CorePaths>('/api/core');
export const sync = client<SyncPaths>('/api/sync');
export const gateway = client<GatewayPaths>('/api/gateway');
export const letters = client<LettersPaths>('/api/letters');
/** The console itself, whose paths begin with /api. */
export const own = client<OwnPaths>('');

interface Answer<T> {
  readonly data?: T;
  readonly response: Response;
  readonly error?: unknown;
}

/** What was asked for, or the refusal thrown. */
export async function take<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw await problemOf(Response.json(error ?? {}, response));
  return data as T;
}

/** The same with the tag of its state, for whoever changes it afterwards. */
export async function takeTagged<T>(call: Promise<Answer<T>>): Promise<{ value: T; etag: string | null }> {
  const answer = await call;
  const value = await take(Promise.resolve(answer));
  return { value, etag: answer.response.headers.get('etag') };
}

/** A call to the console itself. */
export async function ask<T>(path: string, method = 'GET', body?: unknown): Promise<T> {
  const request = new Request(path, {
    method,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await sessionFetch(request);
  if (!response.ok) throw await problemOf(response);
  return (
    response.status === 204 || response.headers.get('content-length') === '0'
      ? undefined
      : await textOrJson(response)
  ) as T;
}

async function textOrJson(response: Response): Promise<unknown> {
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}
