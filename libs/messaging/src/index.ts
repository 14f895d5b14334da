export { messagingRegister } from './outbox/data-register';
export { type BrokerAccess, brokerAccess } from './broker/broker-access';
export { addressesOf } from './broker/addresses';
export { BrokerClosedError, BrokerUnreachableError } from './broker/broker-errors';
export { BrokerConnection, type ConnectionOptions } from './broker/connection';
export { listen } from './broker/listener';
export { type Outgoing, outgoingOf, Publisher } from './broker/publisher';
export { Consumer } from './consumer.decorator';
export { type DeadLetter } from './dead-letters/dead-letter';
export { type DrainedLetter, drainedLetterFrom, replayed } from './dead-letters/drained-letter';
export { isDeadLetterQueue, queueCounts, type QueueCounts, queueNames } from './dead-letters/queue-names';
export {
  type DeadLetterOptions,
  DeadLetterQueues,
  type QueueCount,
  type ReplayCount,
  ReplayRefusedError,
} from './dead-letters/dead-letter-queues';
export { Delivery } from './delivery';
export { PermanentError, TransientError } from './errors';
export { MessagingModule } from './messaging.module';
export type { MessagingOptions } from './options';
export { messagingTables } from './outbox/tables';
export { filledIn, type MessageForm } from './outbox/message-form';
export { assertShared, failingQueueOf, queuePartOf, type QueueRole, unroutedQueue } from './topology';
export {
  type ComposedMessage,
  type OutgoingObserver,
  type Staged,
  Transaction,
  Transactions,
  type Writer,
} from './outbox/transaction';
export type { AnswerRefused, RefusedMessage } from './refused-message';
export type { OutcomeHandler, ReplayOutcome } from './dead-letters/replay-outcome';
export type { RawDelivery, RawHandler, RawMessage, RawReader } from './transport/raw-runner';
export { connectTransport, RabbitTransport } from './transport/rabbit-transport';
