import { compose, CreditChanged, CustomerChanged, type Envelope, type MessageClass } from '@ellity/contracts';
import { CompactEncrypt, importJWK, type JWK } from 'jose';
import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwkOf = (key: KeyObject): JWK => ({ ...key.export({ format: 'jwk' }), kty: 'EC', alg: 'ECDH-ES' });

/** Of the service, by which it opens PINs. */
export const privateKey = jwkOf(pair.privateKey);

/** A PIN as loyalty-core sends it. */
export async function encryptedPin(pin: string): Promise<string> {
  const key = await importJWK(jwkOf(pair.publicKey), 'ECDH-ES');
  return new CompactEncrypt(new TextEncoder().encode(pin))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
    .encrypt(key);
}

let lastSequence = 0;
/** Later than all before it. */
export function nextSequence(): string {
  lastSequence = Math.max(lastSequence + 1, Date.now() * 1000);
  return String(lastSequence);
}

interface About {
  readonly customerId: string;
  readonly shopId?: string;
  readonly sequence?: string;
}

export function anEvent<T extends object>(type: MessageClass<T>, data: T, about: About): Envelope<T> {
  return compose(type, data, {
    source: 'loyalty-core',
    shopId: about.shopId ?? 'demo',
    subject: about.customerId,
    sequence: about.sequence ?? nextSequence(),
  });
}

/** A profile with defaults; the address comes from the customer id unless it is given. */
export function aProfile(about: About, over: Partial<CustomerChanged> = {}): Envelope<CustomerChanged> {
  return anEvent<CustomerChanged>(
    CustomerChanged,
    {
      email: `c${about.customerId.slice(-12)}@shop.test`,
      firstName: 'Jana',
      lastName: 'Nováková',
      phone: null,
      registered: true,
      group: null,
      referralCode: null,
      referralLink: null,
      marketingConsent: 'granted',
      ...over,
    },
    about,
  );
}

export function aCredit(
  about: About,
  balance: string,
  amount: string,
  over: Partial<CreditChanged> & { reference?: string } = {},
): Envelope<CreditChanged> {
  const { reference, ...rest } = over;
  return anEvent<CreditChanged>(
    CreditChanged,
    {
      balance,
      change: { amount, reason: 'order', entryId: randomUUID(), ...(reference ? { reference } : {}) },
      nextExpiration: null,
      changedAt: new Date().toISOString(),
      announce: true,
      ...rest,
    },
    about,
  );
}
