/**
 * What the chassis costs: a message to a handler without work, and an HTTP call with the proof of its caller beside one
 * without to Nest on Express as it comes.
 */
import { keysIn } from '../start/settings.mjs';
import { aCall } from './calls.mjs';
import { bareConsumer, fill, measured, withClient } from './consume.mjs';
import { callRate } from './http-calls.mjs';
import { freePort, startProgram } from './programs.mjs';
import { benchFolder, require, withWorkplace } from './workplace.mjs';

const { outgoingOf } = require('@ellity/messaging');
const { ServiceTokens } = require('@ellity/platform');

const size = { messages: 50_000, warmUp: 15_000, customers: 50_000 };
const calls = { warmUp: 4_000, count: 12_000, atOnce: 50 };

export function messageRun() {
  return withWorkplace(async (place) => {
    const bare = await bareConsumer(place, 'bare/consumer.mjs', size, { INBOX_ONLY: 'yes' });
    const own = await withClient(place.postgresUrl, async (client) => {
      const start = () => startOwnService(place);
      await (await start()).stop();
      await fill(place, size, outgoingOf);
      return measured(client, 'inbox', size, start);
    });
    return [
      { name: 'chassis-message', unit: 'messages/s', value: own.rate, bare: bare.rate },
      { name: 'chassis-message-cpu', unit: 'µs/message', value: own.cpu, bare: bare.cpu },
    ];
  });
}

export function httpRun() {
  return withWorkplace(async (place) => {
    const port = await freePort();
    const bare = await rateOf(await startProgram('bare/http.mjs', { HTTP_PORT: String(port) }), port);
    const tokens = new ServiceTokens(keysIn(benchFolder).SERVICE_TOKEN_KEYS, 'caller');
    const own = await rateOf(await startOwnService(place, port), port, await tokens.headersFor('bench'));
    return [
      { name: 'chassis-http', unit: 'calls/s', value: own.rate, bare: bare.rate },
      { name: 'chassis-http-cpu', unit: 'µs/call', value: own.cpu, bare: bare.cpu },
    ];
  });
}

async function startOwnService({ postgresUrl, rabbitUrl }, port) {
  const env = {
    DATABASE_URL: postgresUrl,
    RABBITMQ_URL: rabbitUrl,
    SERVICE_TOKEN_KEYS: keysIn(benchFolder).SERVICE_TOKEN_KEYS,
    HTTP_PORT: String(port ?? (await freePort())),
  };
  return startProgram('own/service.mjs', env);
}

async function rateOf(program, port, headers = {}) {
  const load = { ...calls, headers, callOf: () => ({ path: '/calls', body: aCall }) };
  const rate = await callRate(`http://127.0.0.1:${port}`, load, program.cpuSeconds);
  await program.stop();
  return rate;
}
