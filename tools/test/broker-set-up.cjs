/** Lets TestStack declare on its vhost what all services share, as the set-up of a system does; loaded when first needed. */
globalThis.declareSharedTopology = async (rabbitUrl) => {
  const { assertShared, BrokerConnection } = require('@ellity/messaging');
  const connection = await BrokerConnection.open(rabbitUrl, 'set-up', { reopens: false });
  try {
    await assertShared(await connection.createChannel());
  } finally {
    await connection.close();
  }
};
