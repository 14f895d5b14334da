import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiSecurity } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Problem } from '../problem';
import { ServiceTokenError, ServiceTokens } from './service-tokens';

const publicKey = 'platform:public';

/** A route, or all routes of a controller, that anybody may call: health, metrics, doors for people and foreign systems. */
export const Public = (): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(publicKey, true), ApiSecurity({}));

/** How this service proves itself to others, and whether others must. Without keys nobody must, and calls carry no proof. */
@Injectable()
export class ServiceAccess {
  private readonly tokens: ServiceTokens | undefined;

  constructor(service: string, keyList: string | undefined) {
    this.tokens = keyList === undefined ? undefined : new ServiceTokens(keyList, service);
  }

  get isRequired(): boolean {
    return this.tokens !== undefined;
  }

  /** Headers to add to a call of another service. */
  async headersFor(service: string): Promise<Record<string, string>> {
    return this.tokens ? this.tokens.headersFor(service) : {};
  }

  /** Throws ServiceTokenError unless the caller need not prove itself, or does. */
  async check(authorization: string | undefined): Promise<void> {
    await this.tokens?.callerOf(authorization);
  }
}

/**
 * Lets a request through to a route that is public, or with a valid service token. Else it ends as 401, or as 403 with a
 * token that counts at another service only.
 */
@Injectable()
export class ServiceAccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly access: ServiceAccess,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    if (this.reflector.getAllAndOverride(publicKey, [context.getHandler(), context.getClass()])) return true;
    const http = context.switchToHttp();
    try {
      await this.access.check(http.getRequest<Request>().headers.authorization);
      return true;
    } catch (error) {
      if (!(error instanceof ServiceTokenError)) throw error;
      if (error.refusal === 'elsewhere') throw new Problem(403, error.code, error.message);
      http.getResponse<Response>().setHeader('www-authenticate', 'Bearer');
      throw new Problem(401, error.code, error.message);
    }
  }
}
