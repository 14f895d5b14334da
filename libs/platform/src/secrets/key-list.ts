import { EnvError, makeValidator } from 'envalid';

const keyBytes = 32;

/** Secret keys by id, the current one first: made from `id:base64` pairs of 32-byte keys, separated by commas. */
export function parseKeyList(keyList: string): ReadonlyMap<string, Buffer> {
  const pairs = keyList.split(',').map((pair) => pair.trim().split(':'));
  const keys = new Map(pairs.map(([id = '', key = '']) => [id, Buffer.from(key, 'base64')]));
  for (const [id, key] of keys) {
    if (!/^[a-z0-9-]{1,20}$/.test(id) || key.length !== keyBytes) {
      throw new TypeError('a secret key must be <id>:<32 bytes in base64>');
    }
  }
  return keys;
}

/** A variable that holds such a list. Its value is never part of an error. */
export const secretKeyList = makeValidator<string>((input) => {
  try {
    parseKeyList(input);
    return input;
  } catch {
    throw new EnvError(
      'must be <id>:<32 bytes in base64>, several separated by commas, the current one first',
    );
  }
});

/** Keyed hashes are no better than their key; its value is never part of an error. */
const hashKey = makeValidator<string>((input) => {
  if (input.length < hashKeyLengthMin)
    throw new EnvError(
      `must have at least ${hashKeyLengthMin} characters, such as from: openssl rand -hex 32`,
    );
  return input;
});

const hashKeyLengthMin = 32;

/** The variable of a service's key of keyed hashes: one rule and one message in all of them. */
export const hashKeyVariable = (desc: string) => hashKey({ desc, example: '<from: openssl rand -hex 32>' });
