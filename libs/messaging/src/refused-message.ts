import { attributePatterns, bodyBytesMax, isRecord } from '@ellity/contracts';
import type { ConsumeMessage } from 'amqplib';
import type { Failure } from './errors';
import type { Transaction } from './outbox/transaction';
import { senderOf } from './transport/sender';

/** A message that broke its rules, with what could be read of it: enough to answer whoever sent it. */
export interface RefusedMessage {
  readonly id: string;
  readonly type: string;
  /** As the broker vouches for it, whatever the message says. */
  readonly sender: string;
  readonly shopId: string;
  /** Unchecked. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Code and text of the dead letter that it becomes. */
  readonly code: string;
  readonly problems: string;
}

/**
 * Answers messages that broke their rules, by publishing in the transaction it is given. Called once per id and sender,
 * before the message becomes a dead letter, which it does all the same.
 */
export type AnswerRefused = (refused: RefusedMessage, transaction: Transaction) => void;

/** Undefined when sender, id, type or shop cannot be read: nobody could be answered. */
export function refusedMessageFrom(
  message: ConsumeMessage,
  service: string,
  { code, message: problems }: Failure,
): RefusedMessage | undefined {
  const sender = senderOf(message, service);
  const body = message.content.byteLength > bodyBytesMax ? undefined : parsed(message.content);
  if (sender === undefined || !isRecord(body)) return undefined;
  const { id, type, shopid: shopId, data } = body;
  if (!isLike(attributePatterns.id, id) || !isLike(attributePatterns.type, type)) return undefined;
  if (!isLike(attributePatterns.shopid, shopId)) return undefined;
  return { id, type, sender, shopId, data: isRecord(data) ? data : {}, code, problems };
}

const isLike = (pattern: RegExp, value: unknown): value is string =>
  typeof value === 'string' && pattern.test(value);

function parsed(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch {
    return undefined;
  }
}
