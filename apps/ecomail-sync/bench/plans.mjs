/**
 * Which way each statement goes that a service really makes, as PostgreSQL itself tells it (`auto_explain`): the texts are
 * the service's own, so that what is looked at stays what runs.
 */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchFolder } from '../../../tools/bench/workplace.mjs';

const serverLog = join(benchFolder, 'log', 'postgres.log');
/** A table that is smaller may be read from its beginning. */
const largeRows = 50_000;

const settings = {
  session_preload_libraries: 'auto_explain',
  'auto_explain.log_min_duration': '0',
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_buffers': 'on',
  'auto_explain.log_timing': 'off',
  'auto_explain.log_format': 'json',
};

/** From now on plans are logged, by connections that are made anew. `watched()` resolves with those logged since. */
export async function watchPlans(database) {
  const { rows } = await database.query(
    `select current_database() as name, array(select relname::text from pg_class where reltuples >= ${largeRows} and relkind = 'r') as large`,
  );
  const [{ name, large }] = rows;
  for (const [key, value] of Object.entries(settings))
    await database.query(`alter database "${name}" set ${key} = '${value}'`);
  await database.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  let from = statSync(serverLog).size;
  return {
    large,
    watched: () => {
      const log = readFileSync(serverLog).subarray(from);
      from += log.length;
      return plansIn(log.toString()).map((plan) => seenOf(plan, large));
    },
    end: async () => {
      for (const key of Object.keys(settings)) await database.query(`alter database "${name}" reset ${key}`);
    },
  };
}

function plansIn(log) {
  return [...log.matchAll(/duration: ([\d.]+) ms {2}plan:\n((?:\t.*\n)+)/g)].map(([, ms, text]) => ({
    ms: Number(ms),
    ...JSON.parse(text.replace(/^\t/gm, '')),
  }));
}

/** What matters of one execution. `scans`: large tables that were read from their beginning. */
function seenOf({ 'Query Text': text, Plan: plan, ms }, large) {
  const nodes = nodesOf(plan);
  return {
    text: text.replace(/\s+/g, ' ').trim(),
    ms,
    indexes: [...new Set(nodes.flatMap((node) => node['Index Name'] ?? []))],
    scans: [
      ...new Set(
        nodes
          .filter((node) => node['Node Type'] === 'Seq Scan' && large.includes(node['Relation Name']))
          .map((node) => node['Relation Name']),
      ),
    ],
    rows: nodes.reduce((sum, node) => sum + rowsRead(node, large), 0),
    blocks: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'],
  };
}

const nodesOf = (plan) => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** Of a large table, those that were read for nothing included. */
function rowsRead(node, large) {
  if (!large.includes(node['Relation Name']) || node['Node Type'] === 'ModifyTable') return 0;
  const read =
    node['Actual Rows'] +
    (node['Rows Removed by Filter'] ?? 0) +
    (node['Rows Removed by Index Recheck'] ?? 0);
  return read * node['Actual Loops'];
}

/**
 * What was seen, a line for each statement, the slowest first. Those that read a large table from its beginning are said;
 * all are written into the file that BENCH_PLANS names, a line of JSON each.
 */
export function statementsOf(seen, say) {
  const lines = summaryOf(seen).sort((a, b) => b.msMost - a.msMost);
  const scanning = lines.filter(({ scans }) => scans.length > 0);
  for (const { text, scans } of scanning) say(`reads all of ${scans}: ${text.slice(0, 300)}`);
  const file = process.env.BENCH_PLANS;
  if (file) {
    const asked = (text) => [...new Set(seen.filter((one) => one.text === text).map(({ what }) => what))];
    const written = lines.map((line) => `${JSON.stringify({ asked: asked(line.text), ...line })}\n`);
    writeFileSync(file, written.join(''));
  }
  return { lines, scanning };
}

/** One line for each statement: how often it was made, its largest reading, and its time, in the middle and at most. */
function summaryOf(seen) {
  const byText = new Map();
  for (const one of seen) byText.set(one.text, [...(byText.get(one.text) ?? []), one]);
  return [...byText.values()].map((all) => {
    const times = all.map(({ ms }) => ms).sort((a, b) => a - b);
    const union = (list) => [...new Set(all.flatMap((one) => one[list]))];
    return {
      text: all[0].text,
      times: all.length,
      indexes: union('indexes'),
      scans: union('scans'),
      rows: Math.max(...all.map(({ rows }) => rows)),
      blocks: Math.max(...all.map(({ blocks }) => blocks)),
      ms: times[Math.floor(times.length / 2)],
      msMost: times.at(-1),
    };
  });
}
