/** A load of HTTP calls over kept connections, with as little work a call as Node's own client allows. */
import { Agent, request } from 'node:http';

/** Does `work` for each, so many at a time; resolves with the results in the order of the items. */
export async function inParallel(items, work, atOnce = 16) {
  const results = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index]);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

/** Calls a second after a warm-up, and CPU time a call by what `cpuSeconds` reads of the server. */
export async function callRate(url, { warmUp, count, ...load }, cpuSeconds) {
  await callMany(url, { ...load, count: warmUp });
  const [begun, cpuBefore] = [process.hrtime.bigint(), cpuSeconds()];
  await callMany(url, { ...load, count });
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
  return { rate: count / seconds, cpu: ((cpuSeconds() - cpuBefore) / count) * 1e6 };
}

/** Makes `count` calls, `atOnce` at a time. `callOf(index)` gives path and body; every answer must be a success. */
async function callMany(url, { count, atOnce, headers = {}, callOf }) {
  const { hostname: host, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const make = (index) => {
    const { path, body } = callOf(index);
    return post({ agent, host, port, path, method: 'POST' }, headers, body);
  };
  try {
    await inParallel([...Array(count).keys()], make, atOnce);
  } finally {
    agent.destroy();
  }
}

function post(options, headers, body) {
  const length = Buffer.byteLength(body);
  const all = { ...headers, 'content-type': 'application/json', 'content-length': length };
  return new Promise((resolve, reject) => {
    request({ ...options, headers: all }, (answer) => {
      const isSuccess = answer.statusCode >= 200 && answer.statusCode < 300;
      if (!isSuccess) reject(new Error(`${options.path} was answered with ${answer.statusCode}`));
      answer.resume().once('end', resolve);
    })
      .once('error', reject)
      .end(body);
  });
}
