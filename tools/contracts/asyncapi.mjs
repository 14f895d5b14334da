/** The AsyncAPI 3.0 document: a channel per message version, an operation per service that publishes it. */
import { contentType } from '../../libs/contracts/dist/index.js';
import { exampleOf } from './examples.mjs';

/** `schemas`: type → envelope schema. */
export function asyncApi(contracts, schemas) {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Ellity loyalty messages',
      version: '1',
      description:
        'Every message between the services, and those that other services may publish. CloudEvents 1.0 in ' +
        'structured JSON over AMQP 0-9-1; the routing key equals the type, the RabbitMQ user equals `source`. ' +
        'The mapping is in docs/messages.md.',
      license: { name: 'MIT' },
    },
    defaultContentType: contentType,
    servers: {
      rabbitmq: {
        host: 'localhost:5672',
        protocol: 'amqp',
        protocolVersion: '0.9.1',
        description: 'RabbitMQ, one user per publishing service. `npm start` prints the address in use.',
        security: [{ $ref: '#/components/securitySchemes/user' }],
      },
    },
    channels: Object.fromEntries(contracts.map((contract) => [contract.type, channel(contract)])),
    operations: Object.fromEntries(contracts.flatMap(operations)),
    components: {
      securitySchemes: {
        user: { type: 'userPassword', description: 'The name is the `source` of messages.' },
      },
      messages: Object.fromEntries(
        contracts.map((contract) => [contract.type, message(contract, schemas.get(contract.type))]),
      ),
    },
  };
}

function channel(contract) {
  return {
    address: contract.type,
    messages: { [contract.type]: { $ref: `#/components/messages/${contract.type}` } },
    tags: [{ name: contract.kind }, { name: contract.exchange }],
    bindings: {
      amqp: {
        is: 'routingKey',
        exchange: { name: contract.exchange, type: 'topic', durable: true, autoDelete: false },
        bindingVersion: '0.3.0',
      },
    },
  };
}

function operations(contract) {
  const channelRef = `#/channels/${contract.type}`;
  return contract.publishers.map((publisher) => [
    `${publisher}.${contract.type}`,
    {
      action: 'send',
      title: `${publisher} publishes ${contract.type}`,
      channel: { $ref: channelRef },
      messages: [{ $ref: `${channelRef}/messages/${contract.type}` }],
      bindings: { amqp: { userId: publisher, deliveryMode: 2, bindingVersion: '0.3.0' } },
    },
  ]);
}

function message(contract, schema) {
  return {
    name: contract.type,
    title: contract.name,
    summary: schema.description,
    contentType,
    payload: inlined(schema),
    bindings: { amqp: { messageType: contract.type, bindingVersion: '0.3.0' } },
    examples: [{ name: 'example', payload: exampleOf(contract) }],
  };
}

/** AsyncAPI's own schema language has no place for these; all other keywords mean the same there. */
function inlined({ $schema: _schema, $id: _id, 'x-exchange': _exchange, ...schema }) {
  const { $id: _dataId, ...data } = schema.properties.data;
  return { ...schema, properties: { ...schema.properties, data } };
}
