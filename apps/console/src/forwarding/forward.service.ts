import { Problem, ServiceAccess, traceHeaders } from '@ellity/platform';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { NextFunction, Response } from 'express';
import { Writable } from 'node:stream';
import { Agent, type Dispatcher } from 'undici';
import { type Config, configToken, serviceNames, type Target } from '../config';
import { actorOf, type Person } from '../people/person';
import { type ConsoleRequest, SessionsService, signedIn } from '../sessions/sessions.service';
import { demandReachable, type Destination, destinationOf } from './destination';
import { OpenCalls } from './open-calls';
import { headersToBrowser, headersToService } from './passed-headers';

const connectWithinMs = 3_000;
/** A service that takes longer than that to begin its answer has not got one. */
const answerWithinMs = 120_000;
/** Live numbers come at least so often. */
const silenceMaxMs = 120_000;
/** More than pages need, far fewer than the connections to a service: nobody takes them all. */
const callsOfPersonMax = 40;
const connectionsToService = 500;

/**
 * Passes calls on to the services, in the name of the person who has signed in, by a token that counts for a minute.
 * Bodies go through as they come, both ways; the services check role and shop once more. An answer that goes on, such as
 * live numbers, ends soon after the right to it.
 */
@Injectable()
export class ForwardService implements OnApplicationShutdown {
  private readonly logger = new Logger('forward');
  private readonly agent = new Agent({
    connect: { timeout: connectWithinMs },
    headersTimeout: answerWithinMs,
    bodyTimeout: silenceMaxMs,
    connections: connectionsToService,
  });
  private readonly open = new OpenCalls(callsOfPersonMax);

  constructor(
    private readonly access: ServiceAccess,
    private readonly sessions: SessionsService,
    @Inject(configToken) private readonly config: Pick<Config, 'services' | 'rightsLooksMs'>,
  ) {}

  readonly pass = (request: ConsoleRequest, response: Response, next: NextFunction): void => {
    const destination = destinationOf(request.originalUrl);
    if (!destination) return next();
    const end = this.open.begin(signedIn(request).id);
    if (!end) return next(tooManyCalls());
    this.forward(destination, request, response).catch(next).finally(end);
  };

  async onApplicationShutdown(): Promise<void> {
    await this.agent.destroy();
  }

  private async forward(to: Destination, request: ConsoleRequest, response: Response): Promise<void> {
    const gone = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    const call = await this.callOf(to, request, gone.signal);
    let looks: NodeJS.Timeout | undefined;
    let isRefused = false;
    const begin: Dispatcher.StreamFactory = ({ statusCode, headers }) => {
      isRefused = statusCode === 401;
      if (isRefused) return nowhere();
      response.status(statusCode).set(headersToBrowser(headers));
      // An answer of known length comes at once, headers and all.
      if (headers['content-length'] === undefined) response.flushHeaders();
      looks = setInterval(() => this.endWithoutRight(to, request, response), this.config.rightsLooksMs);
      return response;
    };
    try {
      await this.agent.stream(call, begin);
    } catch (error) {
      // Whoever went away, or a service that did, ends the answer where it is.
      if (gone.signal.aborted || looks) return void response.destroy();
      this.logger.warn({ err: error, service: serviceNames[to.target] }, 'a service does not answer');
      throw serviceDown(to.target);
    } finally {
      clearInterval(looks);
    }
    if (!isRefused) return;
    this.logger.error({ service: serviceNames[to.target] }, 'a service does not believe the console');
    throw tokenRefused(to.target);
  }

  /** While it cannot be told, the answer goes on. */
  private endWithoutRight(to: Destination, request: ConsoleRequest, response: Response): void {
    this.sessions.personNow(request).then(
      (person) => {
        if (!person || !mayReach(request.method, to, person)) response.destroy();
      },
      () => undefined,
    );
  }

  private async callOf(
    { target, path, shopId }: Destination,
    request: ConsoleRequest,
    signal: AbortSignal,
  ): Promise<Dispatcher.RequestOptions & { origin: string }> {
    const origin = this.config.services[target];
    if (origin === undefined) throw serviceDown(target);
    const proof = await this.access.headersFor(serviceNames[target], actorOf(signedIn(request), shopId));
    const { method, headers } = request;
    const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
    return {
      origin,
      path,
      method,
      headers: { ...headersToService(headers), ...traceHeaders(), ...proof },
      body: hasBody ? request : null,
      signal,
    };
  }
}

const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });

function mayReach(method: string, to: Destination, person: Person): boolean {
  try {
    demandReachable(method, to, person);
    return true;
  } catch {
    return false;
  }
}

const tooManyCalls = (): Problem =>
  new Problem(
    429,
    'too-many-calls',
    `More than ${callsOfPersonMax} calls of yours are under way: wait for some of them to end.`,
    [],
    {
      cs: 'Máte toho otevřeno příliš mnoho najednou. Zavřete některé karty nebo počkejte, až se stahování dokončí.',
      en: 'You have too much open at once. Close some tabs, or wait until your downloads are done.',
    },
  );
const serviceDown = (target: Target): Problem =>
  new Problem(
    503,
    'service-down',
    `${serviceNames[target]} does not answer now; the rest of the console works. Try again.`,
    [{ field: serviceNames[target], problem: 'does not answer' }],
    {
      cs: 'Tahle část systému teď neodpovídá, ostatní fungují. Zkuste to prosím za chvíli.',
      en: 'This part of the system does not answer right now; the others work. Please try again in a moment.',
    },
  );
const tokenRefused = (target: Target): Problem =>
  new Problem(
    502,
    'service-token-refused',
    `${serviceNames[target]} does not accept the tokens of the console: both need the same SERVICE_TOKEN_KEYS, and the same time.`,
    [{ field: serviceNames[target], problem: 'refused the token' }],
  );
