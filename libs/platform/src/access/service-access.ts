import {
  applyDecorators,
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Inject,
  Injectable,
  Optional,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiSecurity } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Problem } from '../http/problem';
import { type Actor, type Caller, type CallerKind, kindOf, mayReachShop } from './caller';
import { ServiceTokenError, ServiceTokens } from './service-tokens';

const publicKey = 'platform:public';
const callableByKey = 'platform:callable-by';
const acrossShopsKey = 'platform:across-shops';
const ofServiceKey = 'platform:of-service';

/** A route, or all routes of a controller, that anybody may call: health, metrics, endpoints for people and foreign systems. */
export const Public = (): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(publicKey, true), ApiSecurity({}));

/**
 * Who may call a route, or all routes of a controller; without it services on their own account only. A merchant gets
 * through only where the path has a `:shopId` of theirs, or the route is `@AcrossShops()`.
 */
export const CallableBy = (...kinds: readonly CallerKind[]): MethodDecorator & ClassDecorator =>
  SetMetadata(callableByKey, kinds);

/** A route without a shop in its path that merchants may call; its handler limits them to `caller.actor.shops` itself. */
export const AcrossShops = (): MethodDecorator & ClassDecorator => SetMetadata(acrossShopsKey, true);

/** Of services on their own account the named ones alone may call the route; whom `CallableBy` names beside them may too. */
export const OfService = (...names: readonly string[]): MethodDecorator & ClassDecorator =>
  SetMetadata(ofServiceKey, names);

/** Who calls, as proved by the token: `@CalledBy() caller: Caller`. Not for public routes, which nobody proves anything at. */
export const CalledBy = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<CalledRequest>();
  if (!caller) throw new TypeError('a public route has no caller');
  return caller;
});

/** How a request proves who calls where that is no service token, such as by a session. Throws a Problem where it does not. */
export type CallerProof = (request: Request) => Caller;
export const callerProofToken = Symbol('caller proof');

/** A request behind the guard. */
export type CalledRequest = Request & { caller?: Caller };

/** Whoever calls a service that has no keys, and so asks nobody for a proof. */
const unproven: Caller = { service: 'unproven' };

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

  /** Headers to add to a call of another service, in the name of a person where one is given. */
  async headersFor(service: string, actor?: Actor): Promise<Record<string, string>> {
    return this.tokens ? this.tokens.headersFor(service, actor) : {};
  }

  /** Throws ServiceTokenError unless the caller need not prove itself, or does. */
  async callerOf(authorization: string | undefined): Promise<Caller> {
    return this.tokens ? this.tokens.callerOf(authorization) : unproven;
  }
}

/**
 * Lets a request through to a route that is public, or with the token of somebody who may call it. Else it ends as 401,
 * or as 403 where the token is sound but not for this service, route or shop.
 */
@Injectable()
export class ServiceAccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly access: ServiceAccess,
    @Optional() @Inject(callerProofToken) private readonly proof?: CallerProof,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http' || this.declared(publicKey, context)) return true;
    const http = context.switchToHttp();
    const request = http.getRequest<CalledRequest>();
    request.caller = this.proof?.(request) ?? (await this.callerOf(request, http.getResponse()));
    this.demandAllowed(request.caller, request, context);
    return true;
  }

  private async callerOf({ headers }: Request, response: Response): Promise<Caller> {
    try {
      return await this.access.callerOf(headers.authorization);
    } catch (error) {
      if (!(error instanceof ServiceTokenError)) throw error;
      if (error.refusal === 'elsewhere') throw new Problem(403, error.code, error.message);
      response.setHeader('www-authenticate', 'Bearer');
      throw new Problem(401, error.code, error.message);
    }
  }

  private demandAllowed(caller: Caller, { params }: Request, context: ExecutionContext): void {
    const allowed = this.declared<readonly CallerKind[]>(callableByKey, context) ?? ['service'];
    const kind = kindOf(caller);
    if (!allowed.includes(kind)) {
      const callers = allowed.map((one) => callerNames[one]).join(' and ');
      throw new Problem(
        403,
        'caller-not-allowed',
        `Only ${callers} may call this, not ${callerNames[kind]}.`,
      );
    }
    const services = this.declared<readonly string[]>(ofServiceKey, context);
    if (services && kind === 'service' && this.access.isRequired && !services.includes(caller.service))
      throw new Problem(
        403,
        'caller-not-allowed',
        `Of services only ${services.join(' and ')} may call this, not ${caller.service}.`,
      );
    const shopId = params['shopId'];
    if (typeof shopId === 'string' ? mayReachShop(caller, shopId) : this.mayCallWithoutShop(kind, context))
      return;
    throw new Problem(
      403,
      'shop-not-yours',
      'A merchant reaches its own shops only: call with one of them in the path.',
    );
  }

  private mayCallWithoutShop(kind: CallerKind, context: ExecutionContext): boolean {
    return kind !== 'merchant' || this.declared(acrossShopsKey, context) === true;
  }

  private declared<T = boolean>(key: string, context: ExecutionContext): T | undefined {
    return this.reflector.getAllAndOverride<T | undefined>(key, [context.getHandler(), context.getClass()]);
  }
}

const callerNames: Readonly<Record<CallerKind, string>> = {
  service: 'services on their own account',
  merchant: 'merchants',
  operator: 'operators',
};
