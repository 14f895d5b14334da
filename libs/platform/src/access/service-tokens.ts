import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { parseKeyList } from '../secrets/key-list';
import { type Actor, type Caller, callerFrom, claimsOf } from './caller';

/** What services sign for a call. */
const callLifeSeconds = 60;
/** No token counts longer than this, whatever it says itself. */
const lifeSecondsMax = 3600;
/** A token is used again for this long, so that many calls cost one signature. */
const reusedForMs = 20_000;
/** As many tokens are kept; then it begins anew. */
const keptMax = 1_000;
const clockToleranceSeconds = 5;

export type TokenRefusal = 'missing' | 'expired' | 'invalid' | 'elsewhere';

/** A call carries no token, or one that does not count here; the message says what to do. Holds nothing of the token. */
export class ServiceTokenError extends Error {
  readonly code: string;
  constructor(
    readonly refusal: TokenRefusal,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.code = `service-token-${refusal}`;
  }
}

/**
 * Says who calls whom, and for whom: short-lived JWTs signed with a key that all services share (HS256). A service
 * believes another about its name and about the person it acts for; foreign systems never get one. Keys rotate: add the new one everywhere behind the current one, then
 * put it first everywhere, then remove the old one.
 */
export class ServiceTokens {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly signed = new Map<string, { token: Promise<string>; from: number; until: number }>();

  /** `keyList`: see parseKeyList; the first key signs, all are accepted. `service` signs as itself and accepts only tokens meant for it. */
  constructor(
    keyList: string,
    private readonly service: string,
  ) {
    this.keys = parseKeyList(keyList);
  }

  /**
   * The header with which this service may call `audience` now: on its own account, or in the name of a person whom it
   * has authenticated; the called service believes it.
   */
  async headersFor(audience: string, actor?: Actor): Promise<{ authorization: string }> {
    const name = JSON.stringify([audience, claimsOf(actor)]);
    const known = this.signed.get(name);
    const now = Date.now();
    // Not after the clock was set back either: a token from the future is believed nowhere.
    if (known && known.from <= now && now < known.until)
      return { authorization: `Bearer ${await known.token}` };
    const token = this.sign(audience, callLifeSeconds, actor);
    if (this.signed.size >= keptMax) this.signed.clear();
    this.signed.set(name, { token, from: now, until: now + reusedForMs });
    return { authorization: `Bearer ${await token}` };
  }

  /** A token that a person pastes somewhere; it counts for at most an hour. */
  sign(audience: string, lifeSeconds: number, actor?: Actor): Promise<string> {
    const [current] = this.keys;
    if (!current) throw new TypeError('no key to sign with is configured');
    const [kid, key] = current;
    return new SignJWT(claimsOf(actor))
      .setProtectedHeader({ alg: 'HS256', kid })
      .setIssuer(this.service)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${Math.min(lifeSeconds, lifeSecondsMax)}s`)
      .sign(key);
  }

  /** The service, and the person if there is one, that an `Authorization` header proves. Throws ServiceTokenError. */
  async callerOf(authorization: string | undefined): Promise<Caller> {
    const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '') ?? [];
    if (token === undefined) {
      const wanted = `"Authorization: Bearer <token>", signed for ${this.service}`;
      throw new ServiceTokenError(
        'missing',
        `Only services may call this, and they prove it: send ${wanted}.`,
      );
    }
    const caller = callerFrom(await this.claimsIn(token));
    if ('unusable' in caller) throw new ServiceTokenError('invalid', `The service token ${caller.unusable}.`);
    return caller;
  }

  private async claimsIn(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, ({ kid = '' }) => this.keyOf(kid), {
        algorithms: ['HS256'],
        audience: this.service,
        requiredClaims: ['iss', 'iat', 'exp'],
        maxTokenAge: lifeSecondsMax,
        clockTolerance: clockToleranceSeconds,
      });
      return payload;
    } catch (error) {
      throw this.refusalOf(error);
    }
  }

  private keyOf(kid: string): Buffer {
    const key = this.keys.get(kid);
    if (!key) throw new errors.JWSSignatureVerificationFailed();
    return key;
  }

  private refusalOf(cause: unknown): ServiceTokenError {
    const { claim } = cause as { claim?: unknown };
    if (cause instanceof errors.JWTExpired) {
      return new ServiceTokenError('expired', 'The service token has expired: sign a new one.', { cause });
    }
    if (claim === 'aud') {
      const text = `The service token was signed for another service: sign one whose audience ("aud") is ${this.service}.`;
      return new ServiceTokenError('elsewhere', text, { cause });
    }
    if (claim === 'iat') {
      const text =
        'The service token was signed in the future, or says not when ("iat"): the clocks must agree.';
      return new ServiceTokenError('invalid', text, { cause });
    }
    const text =
      'The service token is not signed by a key known here: both sides need the same SERVICE_TOKEN_KEYS, ' +
      'and the algorithm is HS256 with the claims "iss", "aud", "iat" and "exp".';
    return new ServiceTokenError('invalid', text, { cause });
  }
}
