import { BrokerConnection } from '@ellity/messaging';
import type { ConsumeMessage } from 'amqplib';

export const queue = 'tool.jobs';
type Json = Record<string, unknown>;

/** The service whose messages failed: it answers replays as any service of ours does. */
export class Tool {
  readonly received: string[] = [];
  private readonly replayIds = new Map<string, unknown>();
  /** What becomes of a message, by its idempotency key; undefined: it is held. */
  judge: (key: string) => 'done' | 'no-op' | 'failed' | undefined = () => 'done';

  private constructor(
    private readonly broker: BrokerConnection,
    private readonly channel: Awaited<ReturnType<BrokerConnection['createChannel']>>,
  ) {}

  static async open(rabbitUrl: string): Promise<Tool> {
    const broker = await BrokerConnection.open(rabbitUrl, 'tool', { reopens: false });
    const channel = await broker.createChannel();
    const tool = new Tool(broker, channel);
    await channel.consume(queue, (message) => message && tool.take(message));
    return tool;
  }

  close = () => this.broker.close();

  /** What became of a message that was held. */
  report(key: string, outcome: string, more: Json = {}): void {
    const headers = { 'replay-id': this.replayIds.get(key), outcome, 'failed-queue': queue, ...more };
    this.channel.sendToQueue('dead-letters.outcomes', Buffer.alloc(0), { userId: 'tool', headers });
  }

  private take(message: ConsumeMessage): void {
    const { data } = JSON.parse(message.content.toString()) as { data: { idempotencyKey: string } };
    const key = data.idempotencyKey;
    this.received.push(key);
    const {
      messageId,
      type,
      headers = {},
    } = message.properties as {
      messageId: string;
      type: string;
      headers?: Json;
    };
    this.replayIds.set(key, headers['replay-id']);
    const outcome = this.judge(key);
    this.channel.ack(message);
    if (outcome === undefined) return;
    const code = outcome === 'failed' ? { 'error-code': 'tool.again' } : {};
    this.report(key, outcome, code);
    if (outcome !== 'failed') return;
    const own = { sender: 'shop-adapter', service: 'tool', attempt: 1, 'error-message': 'again' };
    this.channel.sendToQueue(`${queue}.dlq`, message.content, {
      userId: 'tool',
      messageId,
      type,
      persistent: true,
      headers: { ...own, ...code, 'replay-id': headers['replay-id'] },
    });
  }
}
