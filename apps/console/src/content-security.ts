/** What a page of the console may load: its own files, and nothing written into it but what carries the nonce. */
export const contentSecurity = <Nonce>(nonce: Nonce): Record<string, (string | Nonce)[]> => ({
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", nonce],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'object-src': ["'none'"],
  'frame-ancestors': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
});

/** What the built page says where the nonce belongs. */
const placeholder = '__CSP_NONCE__';

export const pageWith = (html: string, nonce: string): string => html.replaceAll(placeholder, nonce);

const notPages = /^\/(?:api|docs|docs-json|docs-yaml|health|metrics|assets)(?:[/?]|$)/i;

/** The web app finds its own way below every other address. */
export const isPage = (method: string, path: string): boolean =>
  (method === 'GET' || method === 'HEAD') && !notPages.test(path);
