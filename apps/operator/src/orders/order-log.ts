import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { creditsFor } from '../credit-amount';
import { type Order, orderFrom } from './order-line';

/** A longer line cannot be an order; only its beginning is kept. */
const lineLengthMax = 500;
const problemsKept = 20;
const worthNothingKept = 1_000;

export interface OrderAt {
  /** Counted from 1, empty lines included: the identity of an order that has no id. */
  readonly line: number;
  readonly order: Order;
}

export interface OrderLogSummary {
  /** SHA-256 of the whole file, hexadecimal. */
  readonly digest: string;
  readonly orders: number;
  readonly awards: number;
  /** Customers with at least one order that is worth something. */
  readonly customers: number;
  /** All credits of the file, in hundredths. */
  readonly credits: bigint;
  readonly lastDay: string | undefined;
  readonly worthNothing: { readonly count: number; readonly lines: readonly number[] };
  readonly malformed: { readonly count: number; readonly problems: readonly string[] };
}

/** The file is no log of orders: absent, unreadable, empty or not a text. */
export class LogUnusableError extends Error {
  readonly code = 'operator.log-unusable';
}

/** Reads a whole log once, in bounded memory but for the set of customers. Rejects with LogUnusableError. */
export async function summaryOf(file: string): Promise<OrderLogSummary> {
  const hash = createHash('sha256');
  const customers = new Set<string>();
  const worthNothing: number[] = [];
  const problems: string[] = [];
  let [orders, nothing, malformed, credits] = [0, 0, 0, 0n];
  let lastDay: string | undefined;
  for await (const { line, text } of linesOf(file, (chunk) => hash.update(chunk))) {
    const order = orderFrom(text);
    if ('problem' in order) {
      if (malformed++ < problemsKept) problems.push(`line ${line}: ${order.problem}`);
      continue;
    }
    orders += 1;
    if (lastDay === undefined || order.day > lastDay) lastDay = order.day;
    const worth = creditsFor(order.value);
    if (worth === undefined) {
      if (nothing++ < worthNothingKept) worthNothing.push(line);
      continue;
    }
    credits += worth;
    customers.add(order.customer);
  }
  if (orders + malformed === 0) throw new LogUnusableError(`${file} is empty: there is no order in it.`);
  return {
    digest: hash.digest('hex'),
    orders,
    awards: orders - nothing,
    customers: customers.size,
    credits,
    lastDay,
    worthNothing: { count: nothing, lines: worthNothing },
    malformed: { count: malformed, problems },
  };
}

/** Every well-formed order of a log, in its order. */
export async function* ordersOf(file: string): AsyncGenerator<OrderAt> {
  for await (const { line, text } of linesOf(file)) {
    const order = orderFrom(text);
    if (!('problem' in order)) yield { line, order };
  }
}

/** Lines that are not empty, whether they end with LF, CRLF or the file. */
async function* linesOf(file: string, onChunk: (chunk: Buffer) => void = () => undefined) {
  let [line, rest] = [0, ''];
  for await (const chunk of chunksOf(file)) {
    onChunk(chunk);
    const parts = chunk.toString('latin1').split('\n');
    const last = parts.pop() ?? '';
    for (const part of parts) {
      line += 1;
      const text = `${rest}${part}`.slice(0, lineLengthMax);
      rest = '';
      if (text.trim() !== '') yield { line, text };
    }
    rest = `${rest}${last}`.slice(0, lineLengthMax);
  }
  if (rest.trim() !== '') yield { line: line + 1, text: rest };
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EISDIR: 'is a folder',
  EACCES: 'may not be read by this user',
  EPERM: 'may not be read by this user',
};

async function* chunksOf(file: string): AsyncGenerator<Buffer> {
  const stream = createReadStream(file);
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (chunk.includes(0)) throw new LogUnusableError(`${file} is not a text file.`);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof LogUnusableError) throw error;
    const { code = '', message } = error as NodeJS.ErrnoException;
    const reason = reasons[code] ?? `cannot be read (${code || message})`;
    throw new LogUnusableError(`${file} ${reason}.`, { cause: error });
  }
}
