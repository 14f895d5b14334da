/** `docs/messages.md`: the same for people. */
import { bodyBytesMax, contentType, exchanges } from '../../libs/contracts/dist/index.js';
import { exampleOf } from './examples.mjs';

/** `schemas`: type → envelope schema. */
export function messagesPage(contracts, schemas) {
  const sections = exchanges.flatMap((exchange) => [
    `## ${exchange}`,
    ...contracts
      .filter((contract) => contract.exchange === exchange)
      .map((contract) => section(contract, schemas.get(contract.type))),
  ]);
  return [introduction(), overview(contracts), ...sections, ''].join('\n\n');
}

const introduction = () => `# Messages

Made by \`npm run contracts\` from \`libs/contracts/src\`; do not edit. How to publish one from another language:
[integrate.md](integrate.md). For machines: \`libs/contracts/asyncapi.json\` (AsyncAPI 3.0) and
\`libs/contracts/snapshots/<type>.json\` (JSON Schema 2020-12 of the whole message).

## On the wire

A body is one [CloudEvent 1.0](https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md) in structured JSON, UTF-8, at most ${bodyBytesMax / 1024} KiB. CloudEvents has no mapping to AMQP 0-9-1; this one is ours:

| AMQP | must be |
| --- | --- |
| exchange | the topic exchange of the type, see below; it is durable |
| routing key | equal to \`type\` |
| \`delivery_mode\` | 2 (persistent) |
| \`content_type\` | \`${contentType}\` |
| \`user_id\` | the RabbitMQ user of the connection, equal to \`source\`; the broker refuses any other, receivers refuse a message without it |
| \`message_id\` | equal to \`id\` (for people who search; receivers read the body) |
| \`type\` | equal to \`type\` (for people who search; receivers read the body) |
| headers | none; those below are set by receivers |

| attribute | must be | |
| --- | --- | --- |
| \`specversion\` | \`1.0\` | |
| \`id\` | a UUID of version 7 | with \`source\` the name of the message for ever: each queue applies it once; publish again after a failure with the same \`id\` |
| \`source\` | the publishing service | |
| \`type\` | name and version | |
| \`time\` | an instant in UTC | when it happened |
| \`shopid\` | a shop id | |
| \`subject\` | a customer id (UUID) | where the message is about one customer; nowhere else |
| \`sequence\` | 16 digits | microseconds of the owner's database clock, never repeated for a customer; the newest wins; more than 60 s ahead is refused |
| \`dataschema\` | \`urn:ellity:message:<type>\` | may be left out |
| \`datacontenttype\` | \`application/json\` | may be left out |
| \`traceparent\` | W3C trace context | may be left out |
| \`data\` | an object with the fields of the type | fields that a receiver does not know are ignored; texts hold neither NUL nor half a character |

Messages may arrive twice and in any order. One that nobody is bound to waits in the queue \`unrouted\`.

Every queue \`<service>.<feature>\` has retry queues (\`.retry.<delay>ms\`: 1 s, 5 s, 30 s, 2 min, 10 min, 30 min) and a
dead-letter queue (\`.dlq\`). A retried, dead-lettered or replayed message keeps its body and properties, but for
\`user_id\`, and has these headers:

| header | on | |
| --- | --- | --- |
| \`sender\` | all | the first sender, as the broker vouched for it |
| \`attempt\` | all | number of this attempt, 1 for the first |
| \`error-code\` | dead letters, outcomes | stable, for machines |
| \`error-message\` | dead letters | which rule or what went wrong, addresses shortened, never a value of the data |
| \`error-stack\` | dead letters | where it went wrong, if an exception was thrown |
| \`failed-at\` | dead letters | when |
| \`failed-queue\` | dead letters, outcomes | where, and where a replay goes |
| \`service\`, \`service-version\` | dead letters | who gave up |
| \`routing-key\` | forwarded messages: retries, dead letters, replays | the key it was first published with; a wrong one stays wrong on every way back |
| \`sent-back\` | messages that crashed their consumer | when it was sent back once because of that |
| \`replay-id\` | replays, outcomes | names the replay; its outcome is reported to the queue \`dead-letters.outcomes\` |
| \`outcome\` | outcomes | \`done\`, \`no-op\`, \`retrying\` or \`failed\` |

A message whose consumer crashed 10 times is sent back once, to wait for a retry; the second time it becomes a dead
letter like any other.`;

function overview(contracts) {
  const rows = contracts.map(
    ({ name, type, kind, publishers }) =>
      `| [${type}](#${anchor(type)}) | ${kind} | ${publishers.join(', ')} |`,
  );
  return ['## All messages', ['| type | | published by |', '| --- | --- | --- |', ...rows].join('\n')].join(
    '\n\n',
  );
}

function section(contract, schema) {
  const { data } = schema.properties;
  const example = JSON.stringify(exampleOf(contract), null, 2);
  return [
    `### ${contract.type}`,
    schema.description,
    `Published by ${contract.publishers.join(', ')} to \`${contract.exchange}\`. ${customerText[contract.customer]}` +
      (contract.sequenced ? ' Has a `sequence`.' : '') +
      (contract.eitherOf ? ` Exactly one of ${contract.eitherOf.map(code).join(' and ')} is given.` : ''),
    ['| field | rule | | |', '| --- | --- | --- | --- |', ...rows(data)].join('\n'),
    `\`\`\`json\n${example}\n\`\`\``,
  ].join('\n\n');
}

const customerText = {
  subject: '`subject` names the customer.',
  'subject-or-email': 'The customer is named once: by `subject` or by `email`.',
  optional: '`subject` names the customer where one is known.',
  none: 'Has no `subject`.',
};

function rows(schema, prefix = '') {
  return Object.entries(schema.properties).flatMap(([name, field]) => {
    const isRequired = schema.required.includes(name);
    const row = [
      code(prefix + name),
      ruleOf(field),
      isRequired ? '' : optionalText(field),
      field.description ?? '',
    ];
    const parts = field.properties ? rows(field, `${prefix}${name}.`) : [];
    return [`| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`, ...parts];
  });
}

const optionalText = (field) => ([field.type].flat().includes('null') ? 'optional or null' : 'optional');

/** A field's rule in words. */
function ruleOf({ title, enum: values, type, minLength, maxLength, minimum, maximum, properties }) {
  const [kind] = [type].flat();
  const length = minLength ? `${minLength} to ${maxLength} characters` : `at most ${maxLength} characters`;
  if (title) return maxLength ? `${title}; at most ${maxLength} characters` : title;
  if (values)
    return values
      .filter((value) => value !== null)
      .map(code)
      .join(', ');
  if (kind === 'string') return `text of ${length}`;
  if (kind === 'integer')
    return minimum === undefined ? 'a whole number' : `a whole number from ${minimum} to ${maximum}`;
  if (kind === 'boolean') return '`true` or `false`';
  if (properties) return 'an object';
  throw new Error(`no words for the rule ${JSON.stringify({ type, minLength, maxLength })}`);
}

const code = (text) => `\`${text}\``;
/** As GitHub makes anchors of headings. */
const anchor = (heading) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-');
