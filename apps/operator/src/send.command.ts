import { type Contract, contracts, CreditCommandSettled, type Envelope } from '@ellity/contracts';
import { BrokerConnection, listen, outgoingOf, Publisher } from '@ellity/messaging';
import { Command, Option } from 'commander';
import { v7 as uuidv7 } from 'uuid';
import { type CommandField, commandFrom, fieldsOf } from './command-data';
import { readConfig, type Sender, senders } from './config';
import { helpOf } from './message-help';
import { refusalText } from './refusals';
import { shopOption } from './shop-option.command';

const answerTimeoutMs = 30_000;

/** `send AwardCredit --shop demo …`; one verb per command of the contracts that people may send. */
export function sendCommand(): Command {
  const send = new Command('send').description(
    'sends one command as a foreign service would, and tells what became of it',
  );
  for (const contract of contracts) {
    if (contract.kind === 'command' && contract.publishers.includes('operator'))
      send.addCommand(verbOf(contract));
  }
  return send;
}

function verbOf(contract: Contract): Command {
  const help = helpOf(contract);
  const verb = new Command(contract.name.split('.')[1])
    .description(help.about)
    .summary(help.about.split('.')[0] ?? '')
    .addOption(shopOption())
    .option('--customer <id>', 'the customer by id, instead of --email');
  const fields = fieldsOf(contract);
  for (const { name, option } of fields) verb.option(`${option} <value>`, help.fields.get(name));
  verb
    .option(
      '--key <text>',
      'short for --idempotency-key; sent again under the same key, a command counts once',
    )
    .option('--data <json>', 'fields as JSON')
    .addOption(new Option('--source <service>', 'the sender').choices(senders).default('operator'))
    .option('--json', 'print the outcome as JSON', false)
    .addHelpText('after', () => `\nExample:\n  ${exampleOf(contract, fields)}`);
  return verb.action(async (options: Record<string, string> & { source: Sender }) => {
    const { shop, customer, data, key } = options;
    const reading = commandFrom(contract, {
      shopId: shop ?? '',
      source: options.source,
      ...(customer === undefined ? {} : { customerId: customer }),
      ...(data === undefined ? {} : { json: data }),
      typed: { ...(key === undefined ? {} : { idempotencyKey: key }), ...typedFields(fields, options) },
      now: new Date(),
      messageId: uuidv7(),
    });
    if ('envelope' in reading) return send(reading.envelope, contract, options);
    for (const problem of reading.problems) console.error(problem);
    process.exitCode = 2;
  });
}

/** The example of the contract as it would be typed. */
function exampleOf({ name, example }: Contract, fields: readonly CommandField[]): string {
  const words = fields
    .filter((field) => typeof example[field.name] === 'string')
    .map((field) => `${field.option} ${quoted(String(example[field.name]))}`);
  return `npm run send -- ${name.split('.')[1] ?? ''} --shop demo ${words.join(' ')}`;
}

const quoted = (text: string): string => (/^[\w@.,:/+-]+$/.test(text) ? text : JSON.stringify(text));

const typedFields = (fields: readonly CommandField[], options: Record<string, string>) =>
  Object.fromEntries(
    fields.map(({ name, typedAs }) => [name, options[typedAs]]).filter(([, value]) => value !== undefined),
  ) as Record<string, string>;

async function send(
  envelope: Envelope,
  contract: Contract,
  options: { source: Sender; json?: unknown },
): Promise<void> {
  const config = readConfig();
  const answers = await BrokerConnection.open(config.url, 'operator', { reopens: false });
  let sender: BrokerConnection | undefined;
  try {
    sender = await BrokerConnection.open(config.senderUrls[options.source], options.source, {
      reopens: false,
    });
    const answer = hasAnswer(contract) ? await answerTo(envelope.id, answers) : undefined;
    await new Publisher(sender).publish([outgoingOf(envelope)]);
    if (options.json !== true) console.log(`sent      ${envelope.type} ${envelope.id}, stored by RabbitMQ`);
    if (answer) report(await answer.settled(), options.json === true);
    else if (options.json === true) console.log(JSON.stringify({ messageId: envelope.id }));
    else console.log('This command is not answered; npm run dlq -- list shows it if it fails.');
  } finally {
    await sender?.close().catch(() => undefined);
    await answers.close().catch(() => undefined);
  }
}

const answered = ['AwardCredit', 'SpendCredit', 'RevokeCredit', 'CancelSpending'];
const hasAnswer = ({ name }: Contract): boolean => answered.some((command) => name === `loyalty.${command}`);

/** Listens from now on, so that no answer is missed however fast it comes. */
async function answerTo(commandId: string, answers: BrokerConnection) {
  let found: (settled: CreditCommandSettled) => void = () => undefined;
  const settled = new Promise<CreditCommandSettled>((resolve) => (found = resolve));
  await listen(answers, 'operator', CreditCommandSettled, ({ data }) => {
    if (data.commandId === commandId) found(data);
  });
  return {
    settled: async (): Promise<CreditCommandSettled> => {
      const timeout = new AbortController();
      try {
        return await Promise.race([settled, answers.lost, noAnswer(timeout.signal)]);
      } finally {
        timeout.abort();
      }
    },
  };
}

function noAnswer(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const text = `no answer within ${answerTimeoutMs / 1000} s: is loyalty-core running? Sending it again with the same --key is harmless. A failed command is shown by: npm run dlq -- list`;
    const timer = setTimeout(() => reject(new Error(text)), answerTimeoutMs);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}

function report(settled: CreditCommandSettled, isJson: boolean): void {
  const { outcome, reason, amount, balance, entryId } = settled;
  const facts = [
    reason && refusalText(reason),
    amount && `amount ${amount}`,
    balance && `balance ${balance}`,
    entryId && `entry ${entryId}`,
    `key ${settled.idempotencyKey}`,
  ];
  console.log(isJson ? JSON.stringify(settled) : `${outcome.padEnd(9)} ${facts.filter(Boolean).join(', ')}`);
  if (outcome === 'refused') process.exitCode = 1;
}
