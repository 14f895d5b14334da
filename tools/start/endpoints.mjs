/** HTTP calls to the endpoints of the services, for the demo. */
import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';

const require = createRequire(import.meta.url);

/** For what takes a second on a quiet machine; one that is crowded is given time. */
const eventuallyMs = 120_000;

/** JSON in, JSON out; anything but success (or a status in `allow`) throws with the problem's own words. */
export async function call(method, url, body, { headers = {}, allow = [] } = {}) {
  const answer = await fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((cause) => {
    throw new Error(`${method} ${url} was not answered (${cause.cause?.code ?? cause.message})`, { cause });
  });
  const text = await answer.text();
  const parsed = text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text;
  if (!answer.ok && !allow.includes(answer.status)) {
    throw new Error(`${method} ${url} answered ${answer.status}: ${parsed.detail ?? text.slice(0, 300)}`);
  }
  return { status: answer.status, body: parsed };
}

/** The same for the services of a system, each with a token for it. Needs the built libraries. */
export function callerOf({ services, tokenKeys }) {
  const { ServiceTokens } = require('../../libs/platform/dist/index.js');
  const tokens = new ServiceTokens(tokenKeys, 'demo');
  return async (method, url, body, { headers = {}, ...options } = {}) => {
    const [name] = Object.entries(services).find(([, service]) => url.startsWith(`${service.url}/`)) ?? [];
    const proof = name === undefined ? {} : await tokens.headersFor(name);
    return call(method, url, body, { ...options, headers: { ...headers, ...proof } });
  };
}

/** Repeats until it no longer throws; out of time, goes on for as long as fewer wait in front of it each time. */
export async function eventually(work, waiting = () => 0, { withinMs = eventuallyMs } = {}) {
  let [deadline, before] = [Date.now() + withinMs, Infinity];
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > deadline) {
        const now = await waiting();
        if (now === 0 || now >= before) throw error;
        [deadline, before] = [Date.now() + withinMs, now];
      }
      await delay(20);
    }
  }
}

/** The key that the sandbox's first account has now: somebody may have had a new one issued there. */
export async function firstKeyOf(url) {
  const { body } = await call('GET', `${url}/_sandbox/accounts`);
  return body.rows[0].key;
}

/** The sandbox's API as Ecomail's, and its own endpoints for looking and acting. */
export function sandboxOf(url, apiKey) {
  const act = (listId, who, what, email) =>
    call('POST', `${url}/_sandbox/lists/${listId}/${who}/${what}`, { email });
  return {
    api: (method, path, body) => call(method, `${url}${path}`, body, { headers: { key: apiKey } }),
    setWebhook: (listId, webhookUrl) => call('PATCH', `${url}/_sandbox/lists/${listId}`, { webhookUrl }),
    visitor: (listId, what, email) => act(listId, 'visitor', what, email),
    /** Throws as long as the contact is not in the list. */
    async contact(listId, email) {
      const { body } = await call('GET', `${url}/_sandbox/contacts/${encodeURIComponent(email)}`);
      const found = body.lists.find((one) => one.listId === listId);
      if (!found) throw new Error('the contact is not in the list');
      return found;
    },
    /** The newest that came by SMTP. */
    async systemMailTo(email) {
      const { body } = await call('GET', `${url}/_sandbox/inbox?to=${encodeURIComponent(email)}`);
      if (body.rows.length === 0) throw new Error('there is no system e-mail yet');
      return body.rows[0];
    },
    /** The e-mail that an event started; throws as long as there is none. */
    async mailOf(email, property, label) {
      const [events, mails] = await Promise.all(
        ['events', 'mails'].map(async (what) => {
          const { body } = await call('GET', `${url}/_sandbox/${what}?email=${encodeURIComponent(email)}`);
          return body.rows;
        }),
      );
      const isMeant = (one) =>
        (property === undefined || one.property === property) && (label === undefined || one.label === label);
      const event = events.find(isMeant);
      const mail = mails.find((one) => event && one.eventId === event.id);
      if (!mail) throw new Error('there is no e-mail of this event yet');
      return mail;
    },
  };
}
