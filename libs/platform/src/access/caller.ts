/** A person in whose name a service calls. */
export interface Actor {
  /** Stable and never an e-mail address: it stands in logs, audits and runs. */
  readonly id: string;
  /** A merchant sees and changes the shops named here only; an operator those of everybody. */
  readonly role: Role;
  /** Of a merchant at least one; of an operator none. */
  readonly shops: readonly string[];
}

export const roles = ['merchant', 'operator'] as const;
export type Role = (typeof roles)[number];

/** Who calls: always a service, and the person for whom it does, if there is one. */
export interface Caller {
  readonly service: string;
  readonly actor?: Actor;
}

/** Who may be let through a route: a service on its own account, or one that acts for a person of this role. */
export type CallerKind = 'service' | Role;

export const kindOf = ({ actor }: Caller): CallerKind => actor?.role ?? 'service';

/** False for a merchant of other shops alone; services and operators reach every shop. */
export const mayReachShop = ({ actor }: Caller, shopId: string): boolean =>
  actor?.role !== 'merchant' || actor.shops.includes(shopId);

const namePattern = /^[a-z][a-z0-9-]{0,59}$/;

/** Letters, digits, ".", "_" and "-", at most 60: no address passes. */
export const isActorId = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z0-9][\w.-]{0,59}$/.test(value);

/** The claims that name a caller; `iss` is set by whoever signs. */
export const claimsOf = (actor: Actor | undefined): Record<string, unknown> =>
  actor ? { sub: actor.id, role: actor.role, ...(actor.role === 'merchant' && { shops: actor.shops }) } : {};

/** The caller that claims name, or the reason why they name none. Half an actor is none: it never counts as a service. */
export function callerFrom(
  claims: Readonly<Record<string, unknown>>,
): Caller | { readonly unusable: string } {
  const { iss, sub, role, shops } = claims;
  if (typeof iss !== 'string' || !namePattern.test(iss))
    return { unusable: 'names no service as its issuer ("iss")' };
  if (sub === undefined && role === undefined && shops === undefined) return { service: iss };
  if (!isActorId(sub))
    return {
      unusable: 'names no person ("sub"): letters, digits, ".", "_" and "-", at most 60, never an address',
    };
  if (role === 'operator' && shops === undefined)
    return { service: iss, actor: { id: sub, role, shops: [] } };
  if (role === 'merchant' && isShopList(shops)) return { service: iss, actor: { id: sub, role, shops } };
  return {
    unusable: 'must name a role: "operator" without shops, or "merchant" with a list "shops" of shop ids',
  };
}

const isShopList = (value: unknown): value is string[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((shop) => typeof shop === 'string' && namePattern.test(shop));
