import { type Actor, Problem, type Role } from '@ellity/platform';

export const languages = ['cs', 'en'] as const;
export type Language = (typeof languages)[number];

/** Somebody who may sign in. A merchant has at least one shop, an operator none: every shop is open to operators. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly language: Language;
  readonly shops: readonly string[];
}

export const personStates = ['invited', 'active', 'disabled'] as const;
export type PersonState = (typeof personStates)[number];

/** As the services are told for whom they are called; to one shop alone where the call is about one. */
export const actorOf = ({ id, role, shops }: Person, shopId?: string): Actor => ({
  id,
  role,
  shops: role === 'merchant' ? (shopId === undefined ? shops : [shopId]) : [],
});

/** Throws Problem 400 where a role and its shops do not go together. */
export function demandShopsOfRole({ role, shops }: Pick<Person, 'role' | 'shops'>): void {
  const isRight = role === 'operator' ? shops.length === 0 : shops.length > 0;
  if (isRight) return;
  const problem =
    role === 'operator' ? 'must be empty: an operator reaches every shop' : 'must name at least one shop';
  throw new Problem(400, 'request-invalid', 'Role and shops do not go together; see errors.', [
    { field: 'shops', problem },
  ]);
}

export const passwordLengthMin = 12;
export const passwordLengthMax = 200;

/** Long enough, and nothing that whoever knows the person tries first. Throws Problem 400. */
export function demandGoodPassword(password: string, { email, name }: Pick<Person, 'email' | 'name'>): void {
  const parts = [...email.toLowerCase().split('@', 1), ...name.toLowerCase().split(/\s+/)];
  const rest = parts
    .filter((part) => part.length >= 4)
    .reduce((text, part) => text.replaceAll(part, ''), password.toLowerCase());
  const isGood =
    password.length >= passwordLengthMin &&
    password.length <= passwordLengthMax &&
    rest.length >= passwordLengthMin / 2 &&
    new Set(password).size >= 5;
  if (isGood) return;
  throw new Problem(
    400,
    'password-too-weak',
    `A password needs ${passwordLengthMin} to ${passwordLengthMax} characters, of several kinds, beside one's name and address.`,
    [{ field: 'password', problem: 'is too easy to guess' }],
    {
      cs: `Heslo musí mít aspoň ${passwordLengthMin} znaků, nesmí se skládat jen z vašeho jména nebo e-mailu a nesmí v něm být pořád dokola totéž.`,
      en: `A password needs at least ${passwordLengthMin} characters, more than your name or e-mail address, and more than the same few over and over.`,
    },
  );
}
