import {
  AwardCredit,
  CancelSpending,
  contractOf,
  CreditCommandSettled,
  RevokeCredit,
  SpendCredit,
} from '@ellity/contracts';
import type { RefusedMessage, Transaction } from '@ellity/messaging';

const answered: readonly string[] = [AwardCredit, SpendCredit, RevokeCredit, CancelSpending].map(
  (command) => contractOf(command).type,
);
const keyLengthMax = 200;

/**
 * Answers a command about credit that broke its rules, so that its sender does not wait for ever: refused, with the code
 * of the dead letter. Without a key that can be read there is no answer.
 */
export function answerRefusedCommand(refused: RefusedMessage, transaction: Transaction): void {
  const { id, type, sender, shopId, data, code } = refused;
  const key = data['idempotencyKey'];
  if (!answered.includes(type) || !isKey(key)) return;
  transaction.publish(
    CreditCommandSettled,
    {
      commandId: id,
      commandType: type,
      commandSource: sender,
      idempotencyKey: key,
      outcome: 'refused',
      reason: code,
      entryId: null,
      amount: null,
      balance: null,
    },
    { shopId },
  );
}

/** A key that the answer's own contract lets pass. */
const isKey = (key: unknown): key is string =>
  typeof key === 'string' && key !== '' && key.length <= keyLengthMax && !/[\0\p{Cs}]/u.test(key);
