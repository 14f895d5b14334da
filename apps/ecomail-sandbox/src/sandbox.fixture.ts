import { type Sandbox as Running, startSandbox } from './sandbox';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed when it is JSON, else the text. */
  readonly body: unknown;
}

type Contact = Readonly<Record<string, unknown>>;

/** A sandbox in this process with one list that has loyalty fields, its minute lifted unless a test sets it. */
export class TestSandbox {
  private constructor(
    private readonly running: Running,
    readonly now: { at: Date },
  ) {}

  listId = 0;

  static async start(
    over: { readonly dataDir?: string; readonly callsKept?: number; readonly eventsKept?: number } = {},
  ): Promise<TestSandbox> {
    const now = { at: new Date('2026-01-20T10:00:00Z') };
    const running = await startSandbox(
      {
        http: { host: '127.0.0.1', port: 0 },
        smtpPort: 0,
        logLevel: 'silent',
        firstKey: 'sandbox-key',
        callsKept: 100,
        eventsKept: 1_000,
        mailsKept: 1_000,
        ...over,
      },
      { now: () => now.at },
    );
    return new TestSandbox(running, now);
  }

  get url(): string {
    return this.running.url;
  }

  get smtpUrl(): string {
    return this.running.smtpUrl;
  }

  close(): Promise<void> {
    return this.running.close();
  }

  /** Back to the beginning, with a fresh list. */
  async reset(switches: Readonly<Record<string, string>> = {}): Promise<void> {
    this.now.at = new Date('2026-01-20T10:00:00Z');
    await this.control('POST', 'reset');
    await this.switch({ rateLimit: 'off', ...switches });
    const { id } = (await this.control('POST', 'lists', { name: 'Loyalty' })).body as { id: number };
    this.listId = id;
    await this.subscribe({
      email: 'technical@shop.test',
      status: 2,
      custom_fields: { ellity_credit: '0,00', points: { value: 0, type: 'int' } },
    });
  }

  async switch(values: Readonly<Record<string, string>>): Promise<void> {
    const { status, body } = await this.control('PATCH', 'switches', values);
    if (status !== 200) throw new Error(JSON.stringify(body));
  }

  control(method: string, path: string, body?: unknown): Promise<Answer> {
    return this.ask(method, `/_sandbox/${path}`, body);
  }

  /** A call of the API with the key of the first account. */
  api(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    return this.ask(method, path, body, { key: 'sandbox-key', ...headers });
  }

  subscribe(contact: Contact, flags: Contact = {}): Promise<Answer> {
    return this.api('POST', `/lists/${this.listId}/subscribe`, { subscriber_data: contact, ...flags });
  }

  bulk(contacts: readonly unknown[], flags: Contact = {}): Promise<Answer> {
    return this.api('POST', `/lists/${this.listId}/subscribe-bulk`, { subscriber_data: contacts, ...flags });
  }

  updateBulk(contacts: readonly unknown[], flags: Contact = {}): Promise<Answer> {
    return this.api('PUT', `/lists/${this.listId}/update-subscriber-bulk`, {
      subscriber_data: contacts,
      ...flags,
    });
  }

  event(email: string, over: Contact = {}): Promise<Answer> {
    const event = {
      email,
      category: 'ellity',
      action: 'change',
      label: 'credit',
      property: 'id-1',
      value: { a: 1 },
      ...over,
    };
    return this.api('POST', '/tracker/events', { event });
  }

  /** The status that the list holds, undefined when the address is not in it. */
  async statusOf(email: string): Promise<number | undefined> {
    return (await this.member(email))?.status;
  }

  async fieldsOf(email: string): Promise<unknown> {
    return (await this.member(email))?.fields;
  }

  async rows<Row = Record<string, unknown>>(path: string): Promise<readonly Row[]> {
    return ((await this.control('GET', path)).body as { rows: readonly Row[] }).rows;
  }

  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      redirect: 'manual',
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? (JSON.parse(text) as unknown) : text,
    };
  }

  private async member(email: string): Promise<{ status: number; fields: unknown } | undefined> {
    const { body } = await this.control('GET', `contacts/${encodeURIComponent(email)}`);
    const { lists } = body as { lists?: readonly { listId: number; status: number; fields: unknown }[] };
    return lists?.find(({ listId }) => listId === this.listId);
  }
}
