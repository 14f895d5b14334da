import { call, urlOf } from './system.fixture';

export type FieldValues = Readonly<Record<string, string | number | null>>;

export interface Membership {
  readonly email: string;
  readonly listId: number;
  readonly status: number;
  readonly fields: FieldValues;
  readonly writtenAt: string;
}

/** An accepted tracker event; `fields` are those that were stored when it was accepted. */
export interface SeenEvent {
  readonly id: number;
  readonly email: string;
  readonly category: string;
  readonly action: string;
  readonly label: string;
  readonly property: string;
  readonly value: string;
  readonly at: string;
  readonly fields: FieldValues;
}

export interface SeenMail {
  readonly label: string | null;
  readonly eventId: number | null;
  readonly email: string;
  readonly subject: string;
  readonly fields: FieldValues;
}

export type Act = 'subscribe' | 'confirm' | 'unsubscribe';

/** One account of the local Ecomail, by its own record of what it holds. */
export class SandboxAccount {
  private constructor(
    private readonly id: string,
    readonly key: string,
  ) {}

  static async open(name: string): Promise<SandboxAccount> {
    const { body } = await done<{ id: string; key: string }>('POST', '/_sandbox/accounts', { name });
    return new SandboxAccount(body.id, body.key);
  }

  /** The key before is refused from now on. */
  async replaceKey(): Promise<SandboxAccount> {
    const { body } = await done<{ key: string }>('POST', `/_sandbox/accounts/${this.id}/key`, {});
    return new SandboxAccount(this.id, body.key);
  }

  /** `null`: nobody is told. */
  async setWebhook(listId: number, webhookUrl: string | null): Promise<void> {
    await done('PATCH', `/_sandbox/lists/${listId}?account=${this.id}`, { webhookUrl });
  }

  /** Somebody edits fields of a contact in Ecomail's own pages. */
  async edit(listId: number, email: string, fields: FieldValues): Promise<void> {
    const body = { email, subscriber_data: { custom_fields: fields } };
    await done('PUT', `/lists/${listId}/update-subscriber`, body, { key: this.key });
  }

  async setDoubleOptIn(listId: number, doubleOptIn: boolean): Promise<void> {
    await done('PATCH', `/_sandbox/lists/${listId}?account=${this.id}`, { doubleOptIn });
  }

  async visitor(listId: number, act: Act, email: string): Promise<void> {
    await done('POST', `/_sandbox/lists/${listId}/visitor/${act}?account=${this.id}`, { email });
  }

  async contacts(listId: number): Promise<Membership[]> {
    return this.rows<Membership>(`contacts?list=${listId}`);
  }

  /** Rejects as long as the address is not in the list. */
  async contact(listId: number, email: string): Promise<Membership> {
    const path = `/_sandbox/contacts/${encodeURIComponent(email)}?account=${this.id}`;
    const { body } = await done<{ lists: Membership[] }>('GET', path);
    const found = body.lists.find((one) => one.listId === listId);
    if (!found) throw new Error(`${email} is not in list ${listId}`);
    return found;
  }

  async events(listId: number, email?: string): Promise<SeenEvent[]> {
    return this.rows<SeenEvent>(`events?list=${listId}${email ? `&email=${encodeURIComponent(email)}` : ''}`);
  }

  async mails(listId: number, email?: string): Promise<SeenMail[]> {
    return this.rows<SeenMail>(`mails?list=${listId}${email ? `&email=${encodeURIComponent(email)}` : ''}`);
  }

  /** Deliveries of list webhooks. */
  async notices(): Promise<{ readonly state: string }[]> {
    return this.rows('notices?');
  }

  /** Everything at once, however much it is. */
  private async rows<Row>(path: string): Promise<Row[]> {
    const answer = await fetch(`${urlOf('ecomail-sandbox')}/_sandbox/${path}&account=${this.id}`, {
      headers: { accept: 'application/x-ndjson', connection: 'close' },
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`the sandbox answered ${answer.status} to ${path}: ${text}`);
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Row);
  }
}

/** Switches and faults belong to the whole sandbox. */
export async function setSwitches(values: Readonly<Record<string, string>>): Promise<void> {
  await done('PATCH', '/_sandbox/switches', values);
}

export async function addFault(fault: Readonly<Record<string, unknown>>): Promise<void> {
  await done('POST', '/_sandbox/faults', fault);
}

export async function clearFaults(): Promise<void> {
  await done('DELETE', '/_sandbox/faults');
}

/** Those that are not used up. */
export async function faultsLeft(): Promise<{ readonly action: string }[]> {
  return (await done<{ rows: { action: string }[] }>('GET', '/_sandbox/faults')).body.rows;
}

async function done<T>(
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
) {
  const answer = await call<T>(method, `${urlOf('ecomail-sandbox')}${path}`, body, headers);
  if (answer.status >= 300)
    throw new Error(
      `the sandbox answered ${answer.status} to ${method} ${path}: ${JSON.stringify(answer.body)}`,
    );
  return answer;
}
