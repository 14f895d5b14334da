import { runSandbox, type RunningSandbox } from '@ellity/testing';

type Fields = Readonly<Record<string, unknown>>;

/** A tracker event as the sandbox keeps it, with the contact's fields as they were when it was accepted. */
export interface SandboxEvent {
  readonly id: number;
  readonly email: string;
  readonly label: string;
  readonly property: string;
  readonly value: Fields;
  readonly fields: Fields;
}

export interface SandboxMember {
  readonly email: string;
  readonly status: number;
  readonly fields: Fields;
  readonly history: readonly { readonly status: number; readonly by: string }[];
}

export interface SandboxFault {
  readonly action: string;
  readonly call?: string;
  readonly containing?: string;
  readonly times?: number;
  readonly rate?: number;
  readonly latencyMs?: number;
  readonly retryAfterSeconds?: number;
}

/** The Ecomail sandbox as a process of its own, with one list; its minute is lifted unless a test sets it. */
export class Sandbox {
  readonly key = 'sandbox-key';

  private constructor(
    private readonly running: RunningSandbox,
    readonly listId: number,
  ) {}

  static async start(switches: Readonly<Record<string, string>> = {}): Promise<Sandbox> {
    const running = await runSandbox();
    const { id } = await ask<{ id: number }>(running.url, 'POST', 'lists', { name: 'Loyalty' });
    const sandbox = new Sandbox(running, id);
    await sandbox.switch({ rateLimit: 'off', ...switches });
    return sandbox;
  }

  get url(): string {
    return this.running.url;
  }

  close(): Promise<void> {
    return this.running.close();
  }

  async switch(values: Readonly<Record<string, string>>): Promise<void> {
    await this.ask('PATCH', 'switches', values);
  }

  async fault(fault: SandboxFault): Promise<void> {
    await this.ask('POST', 'faults', fault);
  }

  async clearFaults(): Promise<void> {
    await this.ask('DELETE', 'faults');
  }

  async setKey(key: string): Promise<void> {
    await this.ask('POST', 'accounts/1/key', { key });
  }

  async changeList(changes: Readonly<Record<string, unknown>>): Promise<void> {
    await this.ask('PATCH', `lists/${this.listId}`, changes);
  }

  async list(): Promise<{ readonly fields: Readonly<Record<string, { readonly type: string }>> }> {
    return this.ask('GET', `lists/${this.listId}`);
  }

  /** What a visitor does on the merchant's site or with a link in a mail. */
  async visitor(act: 'subscribe' | 'unsubscribe', email: string): Promise<void> {
    await this.ask('POST', `lists/${this.listId}/visitor/${act}`, { email });
  }

  async events(): Promise<SandboxEvent[]> {
    const { rows } = await this.ask<{ rows: (Omit<SandboxEvent, 'value'> & { value: string })[] }>(
      'GET',
      'events?limit=10000',
    );
    return rows.map((row) => ({ ...row, value: JSON.parse(row.value) as Fields }));
  }

  async members(): Promise<SandboxMember[]> {
    return (await this.ask<{ rows: SandboxMember[] }>('GET', `contacts?limit=10000&list=${this.listId}`))
      .rows;
  }

  /** How many contacts were in the bulk updates that the sandbox answered. */
  async contactsWritten(): Promise<number> {
    const calls = await this.calls('update-subscriber-bulk');
    return calls.reduce((sum, { contacts }) => sum + (contacts ?? 0), 0);
  }

  async calls(kind: string): Promise<{ readonly status: number | null; readonly contacts: number | null }[]> {
    const found = await this.ask<{ rows: { status: number | null; contacts: number | null }[] }>(
      'GET',
      `calls?limit=10000&kind=${kind}`,
    );
    return found.rows;
  }

  private ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    return ask<T>(this.url, method, path, body);
  }
}

async function ask<T>(url: string, method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${url}/_sandbox/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`the sandbox answered ${response.status} to ${method} ${path}: ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}
