/** A whole system for one figure: own databases, own vhost, fresh sandbox without a minute's limit, one shop. */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDatabases } from '../start/databases.mjs';
import { databaseOwners, serviceDefinitions } from '../start/definitions.mjs';
import { call, callerOf, eventually, sandboxOf } from '../start/endpoints.mjs';
import { startServices, stopServices } from '../start/services.mjs';
import { memoryOf, peakMemoryOf } from './programs.mjs';
import { benchFolder, withWorkplace } from './workplace.mjs';

const apiKey = 'sandbox-key';
const benched = [...databaseOwners.filter((name) => name !== 'console'), 'ecomail-sandbox'];

const systemFolder = join(benchFolder, 'system');

/** Ends the services of a bench that is interrupted. */
export const stopSystem = () => stopServices(systemFolder);

/** `wanted` names the applications that run. */
export function withSystem(work, wanted = benched) {
  return withWorkplace(async (place) => {
    rmSync(join(systemFolder, 'sandbox'), { recursive: true, force: true });
    const databases = await ensureDatabases(place.postgresUrl, databaseOwners, `${place.name}_`);
    const { definitions, settings } = await serviceDefinitions(systemFolder, place, databases, place.name);
    for (const definition of Object.values(definitions)) definition.env.LOG_LEVEL = 'warn';
    const running = await startServices(
      systemFolder,
      Object.fromEntries(wanted.map((name) => [name, definitions[name]])),
    );
    try {
      const sandbox = settings.services['ecomail-sandbox'].url;
      await call('PATCH', `${sandbox}/_sandbox/switches`, { rateLimit: 'off' });
      return await work({
        settings,
        definitions,
        sandbox: { url: sandbox, apiKey, ...sandboxOf(sandbox, apiKey) },
        memories: () => running.map(({ name, child }) => [name, memoryOf(child.pid)]),
        peakMemories: () => running.map(({ name, child }) => [name, peakMemoryOf(child.pid)]),
        pidOf: (name) => running.find((one) => one.name === name).child.pid,
      });
    } finally {
      await stopSystem();
    }
  });
}

/** A shop that is connected to the sandbox, without a limit on its calls unless `over` says otherwise. */
export async function openShop({ settings, sandbox }, { shopId = 'bench', ...over } = {}) {
  const call = callerOf(settings);
  const core = settings.services['loyalty-core'].url;
  const sync = settings.services['ecomail-sync'].url;
  await call('POST', `${core}/shops`, {
    id: shopId,
    name: 'Bench',
    language: 'cs',
    timeZone: 'Europe/Prague',
  });
  await call('PUT', `${sync}/connections/${shopId}`, {
    apiKey,
    baseUrl: sandbox.url,
    createList: {
      name: `Bench ${shopId}`,
      fromName: 'Bench',
      fromEmail: 'news@shop.test',
      replyTo: 'help@shop.test',
    },
    language: 'cs',
    quietSeconds: 1,
    requestsPerMinute: null,
    ...over,
  });
  const customers = `${core}/shops/${shopId}/customers`;
  return {
    shopId,
    register: async (email, over = {}) => {
      const body = { email, registered: true, marketingConsent: 'granted', ...over };
      return (await call('POST', customers, body)).body.id;
    },
    issuePin: (customer) => call('POST', `${customers}/${customer}/pin`),
    award: async (customer, amount) => {
      const headers = { 'idempotency-key': randomUUID() };
      const body = { amount, reason: 'order' };
      return (await call('POST', `${customers}/${customer}/awards`, body, { headers })).body.entryId;
    },
    story: async (id) => (await call('GET', `${sync}/story/${id}?shop=${shopId}`)).body.steps,
    reconciliation: async () => (await call('GET', `${sync}/reconciliation/${shopId}`)).body,
    connection: async () => (await call('GET', `${sync}/connections/${shopId}`)).body,
  };
}

/** Kind → how many calls of it the sandbox has seen. */
export async function callsOf({ url }) {
  const { body } = await call('GET', `${url}/_sandbox/calls?limit=1`);
  return Object.fromEntries(Object.entries(body.counts).map(([kind, { calls }]) => [kind, calls]));
}

export { eventually };
