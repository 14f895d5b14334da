import { type Caller, Clock, keyedHash, Problem } from '@ellity/platform';
import { Inject, Injectable } from '@nestjs/common';
import { csrfSync } from 'csrf-sync';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import session, { type SessionData } from 'express-session';
import { type Config, configToken } from '../config';
import { actorOf, type Person } from '../people/person';
import { type KnownPerson, PeopleService } from '../people/people.service';
import { ReadTogether } from './read-together';
import { RedisService } from './redis.service';
import { SessionStore } from './session-store';

declare module 'express-session' {
  interface SessionData {
    personId: string;
    signedInAtMs: number;
    /** `sessionsValidFrom` of the person when the password was checked; sessions of another one are over. */
    validFromMs: number;
  }
}

type SessionFacts = Partial<SessionData>;

/** A request below /api; `person` is whoever has signed in. */
export type ConsoleRequest = Request & { person?: Person };

const idleSeconds = 12 * 3600;
/** A session ends then, however busy. */
const lifeMs = 7 * 24 * 3_600_000;

/** In the name of the cookie, so that another page of the same host cannot set one over it. */
export const cookieName = (publicUrl: string): string =>
  publicUrl.startsWith('https:') ? '__Host-session' : 'session';

const csrf = csrfSync({
  getTokenFromRequest: ({ headers }) => {
    const { 'x-csrf-token': token } = headers;
    return typeof token === 'string' ? token : null;
  },
});

/**
 * Who has signed in: the cookie holds a random name of a session and nothing else, the session is in Redis, and the
 * person is read anew for each request, so that a right that was taken away counts at once.
 */
@Injectable()
export class SessionsService {
  private readonly middleware: RequestHandler;
  private readonly cookieName: string;
  private readonly people: ReadTogether<KnownPerson>;

  constructor(
    people: PeopleService,
    private readonly clock: Clock,
    redis: RedisService,
    @Inject(configToken)
    { publicUrl, hashKey, redis: { prefix } }: Pick<Config, 'publicUrl' | 'hashKey' | 'redis'>,
  ) {
    this.people = new ReadTogether((ids) => people.findEach(ids));
    this.cookieName = cookieName(publicUrl);
    this.middleware = session({
      name: this.cookieName,
      secret: keyedHash(hashKey, 'console-session-cookie'),
      store: new SessionStore({ client: redis.client, prefix: `${prefix}session:`, ttl: idleSeconds }),
      resave: false,
      saveUninitialized: false,
      cookie: { httpOnly: true, sameSite: 'lax', secure: publicUrl.startsWith('https:'), path: '/' },
    });
  }

  /** Knows the person of a request from its cookie on, where there is one. Ends as 503 while Redis is away. */
  readonly load = (request: ConsoleRequest, response: Response, next: NextFunction): void => {
    this.middleware(request, response, (error?: unknown) => {
      if (error !== undefined) return next(sessionsUnavailable(error));
      this.personOf(request).then((person) => {
        if (person) request.person = person;
        next();
      }, next);
    });
  };

  /**
   * Begins a session under a new name; an earlier one of the same browser ends. The person is as read before the proof
   * was checked: where the password changed meanwhile, or access ended, the session is over from the start.
   */
  async begin(request: ConsoleRequest, person: KnownPerson): Promise<void> {
    await done((callback) => request.session.regenerate(callback));
    request.session.personId = person.id;
    request.session.signedInAtMs = this.clock.now().getTime();
    request.session.validFromMs = person.sessionsValidFrom.getTime();
    csrf.generateToken(request, true);
    await done((callback) => request.session.save(callback));
    request.person = person;
  }

  async end(request: ConsoleRequest, response: Response): Promise<void> {
    await done((callback) => request.session.destroy(callback));
    response.clearCookie(this.cookieName, { path: '/' });
  }

  /** Who has signed in by the session of a request that began a while ago, with the rights of now. */
  async personNow(request: ConsoleRequest): Promise<Person | undefined> {
    const session = await new Promise<SessionFacts | null | undefined>((resolve, reject) =>
      request.sessionStore.get(request.sessionID, (error: unknown, found) =>
        error ? reject(sessionsUnavailable(error)) : resolve(found),
      ),
    );
    return session ? this.personOf({ session }) : undefined;
  }

  /** What every change in this session has to bring along. */
  csrfTokenOf(request: ConsoleRequest): string {
    return csrf.generateToken(request);
  }

  bringsCsrfToken(request: ConsoleRequest): boolean {
    return csrf.isRequestValid(request);
  }

  private async personOf({
    session: { personId, signedInAtMs = 0, validFromMs },
  }: {
    readonly session: SessionFacts;
  }): Promise<KnownPerson | undefined> {
    if (personId === undefined) return undefined;
    const person = await this.people.of(personId);
    if (!person || person.disabledAt || person.sessionsValidFrom.getTime() !== validFromMs) return undefined;
    return this.clock.now().getTime() - signedInAtMs < lifeMs ? person : undefined;
  }
}

/** The caller of the console's own routes. Throws Problem 401. */
export function callerOf(request: Request): Caller {
  const { person } = request as ConsoleRequest;
  if (!person) throw notSignedIn();
  return { service: 'console', actor: actorOf(person) };
}

/** Of a route that only signed-in people reach. */
export function signedIn({ person }: ConsoleRequest): Person {
  if (!person) throw notSignedIn();
  return person;
}

export const notSignedIn = (): Problem =>
  new Problem(401, 'not-signed-in', 'Sign in first: there is no session, or it has ended.', [], {
    cs: 'Přihlaste se, prosím: nejste přihlášeni, nebo přihlášení vypršelo.',
    en: 'Please sign in: you are not signed in, or your session has ended.',
  });

export function sessionsUnavailable(cause: unknown): Problem {
  const problem = new Problem(
    503,
    'sessions-unavailable',
    'Sessions cannot be read now: the console does not reach Redis. Try again.',
    [],
    {
      cs: 'Přihlášení teď nejde ověřit. Zkuste to prosím za chvíli.',
      en: 'Your session cannot be checked right now. Please try again in a moment.',
    },
  );
  problem.cause = cause;
  return problem;
}

function done(act: (callback: (error?: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) =>
    act((error) => (error === undefined || error === null ? resolve() : reject(sessionsUnavailable(error)))),
  );
}
