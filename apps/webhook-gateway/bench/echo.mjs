/**
 * An export into a list that echoes: for each contact that we write none, one or two notices come back, while people
 * sign up by themselves. Nobody may be rewarded for an echo, and hardly any may cost a call; everybody who signed up is
 * rewarded once. BENCH_CUSTOMERS: another number than 100,000, for a try.
 */
import { Agent, createServer, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { withClient } from '../../../tools/bench/consume.mjs';
import { crowdedShop, ended } from '../../../tools/bench/delivery.mjs';
import { inParallel } from '../../../tools/bench/http-calls.mjs';
import { callsOf, withSystem } from '../../../tools/bench/system.mjs';
import { until } from '../../../tools/bench/workplace.mjs';
import { call, callerOf } from '../../../tools/start/endpoints.mjs';

const visitors = 100;
const reward = '50.00';
const tellEveryMs = 15_000;

export const echoRun = () =>
  withSystem(async (system) => {
    const { settings, sandbox } = system;
    const shop = await crowdedShop(system);
    const ask = callerOf(settings);
    const core = `${settings.services['loyalty-core'].url}/shops/bench`;
    const gateway = `${settings.services['webhook-gateway'].url}/shops/bench`;
    await ask('PATCH', core, { newsletterReward: reward, rewardedSignUps: 'list' });
    const emails = Array.from({ length: visitors }, (_, index) => `visitor${index}@shop.test`);
    await inParallel(emails, (email) => shop.register(email, { marketingConsent: 'denied' }));
    const { body: address } = await ask('POST', `${gateway}/address`);
    const echoes = await Echoes.listen(
      new URL(new URL(address.current.url).pathname, settings.services['webhook-gateway'].url),
    );
    let telling;
    try {
      const { list } = await shop.connection();
      await sandbox.setWebhook(list.id, echoes.url);
      await call('PATCH', `${sandbox.url}/_sandbox/switches`, { noticeOnBulk: 'yes' });
      const before = await callsOf(sandbox);
      const begun = performance.now();
      telling = setInterval(() => tell(begun, echoes), tellEveryMs);
      const { body: started } = await shop.ask('POST', '/exports', {});
      await shop.ask('POST', '/resume', {});
      const exporting = ended(shop, started.run.id, () => undefined);
      for (const email of emails) {
        await sandbox.visitor(list.id, 'subscribe', email);
        await delay(20);
      }
      await exporting;
      await echoes.calm();
      const closed = async () => (await totalsOf(ask, gateway)).closed;
      // Each look counts all notices, in the database that is to close them.
      await until(closed, echoes.sent, { everyMs: 1_000 });
      const seconds = (performance.now() - begun) / 1000;
      const { verdicts } = await totalsOf(ask, gateway);
      const reads = (await callsOf(sandbox))['get-subscriber'] ?? 0;
      const paid = await rewarded(ask, core, settings);
      return [
        { name: 'echo-notices', unit: 'notices', value: echoes.sent },
        { name: 'echo-closed', unit: 's until all closed', value: seconds },
        ...Object.entries(verdicts).map(([verdict, value]) => ({
          name: `echo-verdict-${verdict}`,
          unit: 'notices',
          value,
        })),
        { name: 'echo-commands', unit: 'rewards asked for', value: paid.commands },
        {
          name: 'echo-rewarded-wrongly',
          unit: 'customers',
          value: paid.wrongly,
          bound: { valueMax: 0 },
        },
        {
          name: 'echo-sign-ups-unpaid',
          unit: `of ${visitors}`,
          value: visitors - paid.once,
          bound: { valueMax: 0 },
        },
        {
          name: 'echo-calls',
          unit: `reads beside ${visitors} of sign-ups`,
          value: reads - (before['get-subscriber'] ?? 0) - visitors,
          bound: { valueMax: 100 },
        },
      ];
    } finally {
      clearInterval(telling);
      await echoes.close();
    }
  });

/** At its full size it takes minutes: whoever waits sees that it gets on. */
function tell(begun, echoes) {
  const seconds = Math.round((performance.now() - begun) / 1_000);
  process.stderr.write(`echo: ${seconds} s, ${echoes.told} told by the list, ${echoes.sent} passed on\n`);
}

/** Between the list and the gateway: what the list tells of our writes goes on not at all, once or twice. */
class Echoes {
  sent = 0;
  #underWay = 0;
  told = 0;
  #agent = new Agent({ keepAlive: true, maxSockets: 50 });

  static async listen(hook) {
    const echoes = new Echoes(hook);
    await new Promise((resolve) => echoes.server.listen(0, '127.0.0.1', resolve));
    return echoes;
  }

  constructor(hook) {
    this.hook = hook;
    this.server = createServer((incoming, outgoing) => {
      const chunks = [];
      incoming.on('data', (chunk) => chunks.push(chunk));
      incoming.on('end', () => {
        outgoing.end();
        this.#pass(Buffer.concat(chunks));
      });
    });
  }

  get url() {
    return `http://127.0.0.1:${this.server.address().port}/`;
  }

  #pass(body) {
    this.told += 1;
    const { email } = JSON.parse(body).payload;
    const isOurs = email.endsWith('@bench.test');
    const times = isOurs ? Number(/\d+/.exec(email)[0]) % 3 : 1;
    for (let time = 0; time < times; time += 1) this.#send(body);
  }

  #send(body, isAgain = false) {
    if (!isAgain) this.#underWay += 1;
    const { hostname: host, port, pathname: path } = this.hook;
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    const again = () => setTimeout(() => this.#send(body, true), 100);
    request({ agent: this.#agent, host, port, path, method: 'POST', headers }, (answer) => {
      answer.resume().once('end', () => {
        if (answer.statusCode !== 200) return again();
        this.#underWay -= 1;
        this.sent += 1;
      });
    })
      .once('error', again)
      .end(body);
  }

  /** Until the list has told nothing more for two seconds, and all is passed on. */
  async calm() {
    for (let told = -1; told !== this.told || this.#underWay > 0;) {
      told = this.told;
      await delay(2_000);
    }
  }

  async close() {
    this.#agent.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

async function totalsOf(ask, gateway) {
  const { body } = await ask('GET', `${gateway}/notices/totals`);
  const verdicts = {};
  let closed = 0;
  for (const { state, verdict, notices } of body.totals) {
    if (state === 'sent') continue;
    closed += notices;
    const name = verdict ?? state;
    verdicts[name] = (verdicts[name] ?? 0) + notices;
  }
  return { closed, verdicts };
}

/** Who got what, once every command has its answer; commands by what the gateway has published. */
function rewarded(ask, core, settings) {
  return withClient(settings.databases['webhook-gateway'], async (gateway) => {
    const { rows } = await gateway.query(
      `select coalesce(sum(messages), 0)::int as commands from published where type = 'loyalty.AwardCredit.v1'`,
    );
    return withClient(settings.databases['loyalty-core'], async (database) => {
      const byCustomer = `
        select c.email, count(*)::int as entries from ledger_entries e join customers c on c.id = e.customer_id
        where e.shop_id = 'bench' group by c.email`;
      await until(async () => (await database.query(byCustomer)).rows.length, visitors, { everyMs: 200 });
      const found = (await database.query(byCustomer)).rows;
      const isVisitor = ({ email }) => email.startsWith('visitor');
      return {
        commands: rows[0].commands,
        once: found.filter((row) => isVisitor(row) && row.entries === 1).length,
        wrongly: found.filter((row) => !isVisitor(row) || row.entries > 1).length,
      };
    });
  });
}
