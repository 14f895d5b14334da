/** Signatures of Standard Webhooks (https://www.standardwebhooks.com): HMAC-SHA256 over id, time and body. */
import { Webhook, WebhookVerificationError } from 'standardwebhooks';

export interface SignedHeaders {
  readonly id: string;
  readonly timestamp: string;
  readonly signature: string;
}

/**
 * Whether the body was signed with one of the secrets, not longer than five minutes ago and not ahead of that; the
 * header may hold several signatures, as while the sender changes its secret.
 */
export function isSigned(body: Buffer, headers: SignedHeaders, secrets: readonly string[]): boolean {
  const signed = {
    'webhook-id': headers.id,
    'webhook-timestamp': headers.timestamp,
    'webhook-signature': headers.signature,
  };
  return secrets.some((secret) => {
    try {
      new Webhook(secret).verify(body, signed, { jsonParse: false });
      return true;
    } catch (error) {
      if (error instanceof WebhookVerificationError) return false;
      throw error;
    }
  });
}
