import { randomUUID } from 'node:crypto';
import { sharedSandbox } from '@ellity/testing';

type Fields = Readonly<Record<string, unknown>>;

/** A tracker event as the sandbox keeps it, with the contact's fields as they were when it was accepted. */
export interface SandboxEvent {
  readonly id: number;
  readonly email: string;
  readonly category: string;
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
  readonly errors?: unknown;
}

export interface SandboxSwitch {
  readonly values: readonly string[];
  readonly initial: string;
}

/** The Ecomail sandbox as another process, with one list; its minute is lifted unless a test sets it. */
export class Sandbox {
  private current = { account: '', listId: 0, key: '' };

  private constructor(readonly url: string) {}

  /** One for a file, which files have one after another, and `reset` before each test; a second `name` is a second one. */
  static async start(switches: Readonly<Record<string, string>> = {}, name = 'first'): Promise<Sandbox> {
    const sandbox = new Sandbox((await sharedSandbox(name)).url);
    await sandbox.reset(switches);
    return sandbox;
  }

  /** As after the start: one new account with one list, no calls, no faults, nothing switched but what is given. */
  async reset(switches: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.ask('POST', 'reset');
    const key = `key-${randomUUID()}`;
    const { id: account } = await this.ask<{ id: string }>('POST', 'accounts', { name: key, key });
    this.current = { account, listId: 0, key };
    const { id: listId } = await this.ask<{ id: number }>('POST', 'lists', { name: 'Loyalty' });
    this.current = { account, listId, key };
    await this.clearFaults();
    const initial = Object.entries(await this.switches()).map(([name, definition]) => [
      name,
      definition.initial,
    ]);
    await this.switch({
      ...(Object.fromEntries(initial) as Record<string, string>),
      rateLimit: 'off',
      ...switches,
    });
  }

  get key(): string {
    return this.current.key;
  }

  get listId(): number {
    return this.current.listId;
  }

  /** Leaves nothing behind for the next file. */
  async close(): Promise<void> {
    await this.ask('POST', 'reset');
  }

  async switch(values: Readonly<Record<string, string>>): Promise<void> {
    await this.ask('PATCH', 'switches', values);
  }

  /** Everything that may be switched. */
  async switches(): Promise<Readonly<Record<string, SandboxSwitch>>> {
    const { definitions } = await this.ask<{ definitions: Record<string, SandboxSwitch> }>('GET', 'switches');
    return definitions;
  }

  /** Its id. */
  async fault(fault: SandboxFault): Promise<number> {
    return (await this.ask<{ id: number }>('POST', 'faults', fault)).id;
  }

  async endFault(id: number): Promise<void> {
    await this.ask('DELETE', `faults/${id}`);
  }

  /** Whatever `hold` and `cut-held` hold goes on. */
  async clearFaults(): Promise<void> {
    await this.ask('DELETE', 'faults');
  }

  /** Those that are not used up: one that was made for a single call is gone as soon as that call has begun. */
  async faultsLeft(): Promise<readonly SandboxFault[]> {
    return (await this.ask<{ rows: readonly SandboxFault[] }>('GET', 'faults')).rows;
  }

  async setKey(key: string): Promise<void> {
    await this.ask('POST', `accounts/${this.current.account}/key`, { key });
  }

  async changeList(changes: Readonly<Record<string, unknown>>): Promise<void> {
    await this.ask('PATCH', `lists/${this.listId}`, changes);
  }

  /** A second list of the account; its id. */
  async anotherList(): Promise<number> {
    return (await this.ask<{ id: number }>('POST', 'lists', { name: 'Another' })).id;
  }

  async removeList(): Promise<void> {
    await this.ask('DELETE', `lists/${this.listId}`);
  }

  /** The merchant deletes a field of the list, and with it its values. */
  async removeField(name: string): Promise<void> {
    await this.ask('DELETE', `lists/${this.listId}/fields/${name}`);
  }

  /** The field has another type from now on. */
  async retypeField(name: string, type: string): Promise<void> {
    await this.ask('PATCH', `lists/${this.listId}/fields/${name}`, { type });
  }

  async list(): Promise<{ readonly fields: Readonly<Record<string, { readonly type: string }>> }> {
    return this.ask('GET', `lists/${this.listId}`);
  }

  /** What a visitor does on the merchant's site or with a link in a mail. */
  async visitor(act: 'subscribe' | 'unsubscribe', email: string): Promise<void> {
    await this.ask('POST', `lists/${this.listId}/visitor/${act}`, { email });
  }

  /** Creates a field of the list, as an earlier integration may have. */
  async field(name: string, type: string): Promise<void> {
    const email = 'earlier@shop.test';
    await this.api('POST', `lists/${this.listId}/subscribe`, {
      subscriber_data: { email, status: 2, custom_fields: { [name]: { value: 1, type } } },
    });
    await this.erase(email);
  }

  /** Somebody edits a contact in Ecomail's own pages. */
  async edit(email: string, contact: Fields): Promise<void> {
    await this.api('PUT', `lists/${this.listId}/update-subscriber`, {
      email,
      subscriber_data: contact,
    });
  }

  /** Name, surname, phone and the like. */
  async profileOf(email: string): Promise<Fields> {
    return (await this.ask<{ profile: Fields }>('GET', `contacts/${encodeURIComponent(email)}`)).profile;
  }

  /** The contact is deleted in the whole account. */
  async erase(email: string): Promise<void> {
    await this.api('DELETE', `subscribers/${encodeURIComponent(email)}/delete`);
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

  private async api(method: string, path: string, body?: unknown): Promise<void> {
    const response = await fetch(`${this.url}/${path}`, {
      method,
      headers: { key: this.key, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`the sandbox answered ${response.status} to ${method} ${path}`);
  }

  private ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const { account } = this.current;
    const isOfAccount = account !== '' && /^(lists|contacts|events|mails|notices)/.test(path);
    const inAccount = isOfAccount ? `${path}${path.includes('?') ? '&' : '?'}account=${account}` : path;
    return ask<T>(this.url, method, inAccount, body);
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
