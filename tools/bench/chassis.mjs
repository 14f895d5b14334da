/**
 * What the chassis costs: a message to a handler without work, and an HTTP call with the proof of its caller beside one
 * without to Nest on Express as it comes.
 */
import { keysIn } from '../start/settings.mjs';
import { aCall } from './calls.mjs';
import { bareConsumer, fill, measured, withClient } from './consume.mjs';
import { callMany } from './http-calls.mjs';
import { freePort, startProgram } from './programs.mjs';
import { benchFolder, require, withWorkplace } from './workplace.mjs';

const { outgoingOf } = require('@ellity/messaging');
const { ServiceTokens } = require('@ellity/platform');

const size = { messages: 50_000, warmUp: 15_000, customers: 50_000 };
const calls = { warmUp: 4_000, counted: 12_000, atOnce: 50 };

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
    const bare = await callRate(await startProgram('bare/http.mjs', { HTTP_PORT: String(port) }), port);
    const tokens = new ServiceTokens(keysIn(benchFolder).SERVICE_TOKEN_KEYS, 'caller');
    const own = await callRate(await startOwnService(place, port), port, await tokens.headersFor('bench'));
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

async function callRate(program, port, headers = {}) {
  const url = `http://127.0.0.1:${port}`;
  const load = { atOnce: calls.atOnce, headers, callOf: () => ({ path: '/calls', body: aCall }) };
  await callMany(url, { ...load, count: calls.warmUp });
  const [begun, cpuSeconds] = [process.hrtime.bigint(), program.cpuSeconds()];
  await callMany(url, { ...load, count: calls.counted });
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
  const cpu = ((program.cpuSeconds() - cpuSeconds) / calls.counted) * 1e6;
  await program.stop();
  return { rate: calls.counted / seconds, cpu };
}
