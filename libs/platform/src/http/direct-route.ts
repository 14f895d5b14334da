/** Routes that are called so often that the ordinary pipeline would cost more than what they do. */
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import { requestIdOf } from '../logging';
import { follow } from '../telemetry/incoming-http';
import { answer, refuse } from './problem-filter';

export interface DirectCall {
  /** The last part of the path. */
  readonly name: string;
  /** As it was sent; empty when nothing was. */
  readonly body: Buffer;
  /** The network address of who sent it. */
  readonly from: string;
  readonly headers: IncomingHttpHeaders;
}

/** A public POST route whose path ends in its one parameter. */
export interface DirectRoute {
  /** The path up to its parameter, in lower case: `/hooks/ecomail/`. */
  readonly prefix: string;
  /** As metrics and spans call it: `/hooks/ecomail/:token`. */
  readonly pattern: string;
  readonly bodyBytesMax: number;
  /** Resolves with what is answered as JSON under 200; what it throws is refused as on any other route. */
  readonly answer: (call: DirectCall) => Promise<object>;
}

/**
 * Answers plain requests to these routes before the application sees them: no guard, pipe or interceptor runs, which
 * public routes have no need of, and the body arrives as its bytes. They are measured, traced and refused like all
 * others. What is not plain goes the ordinary way, to the controller that declares the route: another spelling of the
 * path, a query, a body that is compressed, too large, or does not say how long it is.
 */
export function answerDirectly(server: Server, routes: readonly DirectRoute[]): void {
  const ordinary = server.listeners('request') as ((...of: [IncomingMessage, ServerResponse]) => void)[];
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const route = routes.find((one) => isPlain(request, one));
    if (route) take(request, response, route);
    else for (const listener of ordinary) listener.call(server, request, response);
  });
}

const plainName = /^[\w-]+$/;

function isPlain({ method, url = '', headers }: IncomingMessage, route: DirectRoute): boolean {
  return (
    method === 'POST' &&
    url.startsWith(route.prefix) &&
    plainName.test(url.slice(route.prefix.length)) &&
    headers['content-encoding'] === undefined &&
    Number(headers['content-length'] ?? Infinity) <= route.bodyBytesMax
  );
}

function take(request: IncomingMessage, response: ServerResponse, route: DirectRoute): void {
  const work = () => void answerTo(request, response, route);
  follow(request, response, { routeOf: () => route.pattern, fields: {} }, work);
}

async function answerTo(
  request: IncomingMessage,
  response: ServerResponse,
  route: DirectRoute,
): Promise<void> {
  const { url = '', headers, socket } = request;
  const call = { name: url.slice(route.prefix.length), from: socket.remoteAddress ?? '', headers };
  try {
    const body = await bodyOf(request, response);
    const said = await route.answer({ ...call, body });
    answer(response, 200, 'application/json', JSON.stringify(said));
  } catch (error) {
    refuse(error, requestIdOf(request), response);
  }
}

/** Never resolves for who goes away before the end, which is measured as a request that was refused. */
function bodyOf(request: IncomingMessage, response: ServerResponse): Promise<Buffer> {
  response.statusCode = 400;
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve) => {
    request.once('end', () => {
      response.statusCode = 200;
      resolve(Buffer.concat(chunks));
    });
  });
}
