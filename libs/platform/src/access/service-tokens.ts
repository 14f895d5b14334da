import { jwtVerify, SignJWT } from 'jose';
import { parseKeyList } from '../key-list';

const lifeSeconds = 60;
/** A token is used again for this long, so that many calls cost one signature. */
const reusedForMs = 20_000;
const clockToleranceSeconds = 5;
const serviceName = /^[a-z][a-z0-9-]{0,59}$/;

/** A call carries no token, or one that does not count here. Holds nothing of the token. */
export class ServiceTokenError extends Error {
  readonly code = 'platform.service-token-refused';
}

/**
 * Says who calls whom: short-lived JWTs signed with a key that all services share (HS256). A service believes another
 * about its name; people and foreign systems never get one. Keys rotate: add the new one everywhere behind the current
 * one, then put it first everywhere, then remove the old one.
 */
export class ServiceTokens {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly signed = new Map<string, { token: Promise<string>; until: number }>();

  /** `keyList`: see parseKeyList. `service` signs as itself and accepts only tokens meant for it. */
  constructor(
    keyList: string,
    private readonly service: string,
  ) {
    this.keys = parseKeyList(keyList);
  }

  /** The header with which this service may call `audience` now. */
  async headersFor(audience: string): Promise<{ authorization: string }> {
    const known = this.signed.get(audience);
    if (known && known.until > Date.now()) return { authorization: `Bearer ${await known.token}` };
    const token = this.sign(audience);
    this.signed.set(audience, { token, until: Date.now() + reusedForMs });
    return { authorization: `Bearer ${await token}` };
  }

  /** The calling service that an `Authorization` header proves. Throws ServiceTokenError. */
  async callerOf(authorization: string | undefined): Promise<string> {
    const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '') ?? [];
    if (token === undefined) throw new ServiceTokenError('the call carries no service token');
    try {
      const { payload } = await jwtVerify(token, ({ kid = '' }) => this.keyOf(kid), {
        algorithms: ['HS256'],
        audience: this.service,
        requiredClaims: ['iss', 'iat', 'exp'],
        maxTokenAge: lifeSeconds,
        clockTolerance: clockToleranceSeconds,
      });
      if (payload.iss !== undefined && serviceName.test(payload.iss)) return payload.iss;
    } catch (error) {
      const { code } = error as { code?: unknown };
      throw new ServiceTokenError(`the service token is not valid here (${String(code)})`, { cause: error });
    }
    throw new ServiceTokenError('the service token names no service');
  }

  private sign(audience: string): Promise<string> {
    const [current] = this.keys;
    if (!current) throw new ServiceTokenError('no key is configured');
    const [kid, key] = current;
    return new SignJWT({})
      .setProtectedHeader({ alg: 'HS256', kid })
      .setIssuer(this.service)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${lifeSeconds}s`)
      .sign(key);
  }

  private keyOf(kid: string): Buffer {
    const key = this.keys.get(kid);
    if (!key) throw new ServiceTokenError('its key is not configured');
    return key;
  }
}
