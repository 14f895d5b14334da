/** A relay as a process of its own that stops for ever between the broker's confirms and its commit, to be killed there. */
import { dataSourceOptions } from '@ellity/platform';
import { DataSource } from 'typeorm';
import { BrokerConnection } from '../broker/connection';
import { type Outgoing, Publisher } from '../broker/publisher';
import { Relay } from './relay';

class HoldingPublisher extends Publisher {
  override async publish(messages: readonly Outgoing[]): Promise<void> {
    await super.publish(messages);
    process.stdout.write('confirmed\n');
    await new Promise(() => undefined);
  }
}

async function main(): Promise<void> {
  const { RABBITMQ_URL = '', DATABASE_URL = '' } = process.env;
  const options = { url: DATABASE_URL, poolSize: 1, service: 'relay', entities: [], migrations: [] };
  const dataSource = await new DataSource(dataSourceOptions(options)).initialize();
  const publisher = new HoldingPublisher(await BrokerConnection.open(RABBITMQ_URL, 'relay'));
  new Relay(dataSource, publisher, 'shop-adapter', { batchSizeMax: 50, pollMs: 20 }).start();
}

void main();
