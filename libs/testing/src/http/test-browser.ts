export interface BrowserAnswer {
  readonly status: number;
  /** Empty where the answer is no JSON. */
  readonly body: Record<string, unknown>;
  readonly text: string;
  readonly headers: Headers;
}

/** A browser, as far as tests of the console need one: it keeps the cookie and the token of its session. */
export class TestBrowser {
  cookie = '';
  csrfToken = '';

  constructor(readonly url: string) {}

  async ask(
    method: string,
    path: string,
    body?: object | string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<BrowserAnswer> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...this.proof(method),
        ...(typeof body === 'object' ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'object' ? JSON.stringify(body) : body }),
    });
    for (const cookie of answer.headers.getSetCookie()) this.cookie = cookie.split(';', 1)[0] ?? '';
    const text = await answer.text();
    const known = jsonOf(text);
    if (typeof known['csrfToken'] === 'string') this.csrfToken = known['csrfToken'];
    return { status: answer.status, body: known, text, headers: answer.headers };
  }

  /** The headers of whoever has signed in, for calls that this class cannot make. */
  proof(method = 'GET'): Record<string, string> {
    return {
      connection: 'close',
      ...(this.cookie === '' ? {} : { cookie: this.cookie }),
      ...(this.csrfToken === '' || method === 'GET' ? {} : { 'x-csrf-token': this.csrfToken }),
    };
  }

  signIn(email: string, password: string): Promise<BrowserAnswer> {
    return this.ask('POST', '/api/login', { email, password });
  }
}

function jsonOf(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
