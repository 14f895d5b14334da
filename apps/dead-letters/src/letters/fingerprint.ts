import { createHash } from 'node:crypto';

/** What of a letter decides with which others it is alike. */
export interface Failed {
  readonly service: string;
  readonly queue: string;
  readonly type: string;
  readonly code: string;
  readonly message: string;
  readonly stack: string | undefined;
}

export interface Likeness {
  readonly fingerprint: string;
  readonly message: string;
  readonly frames: string;
}

const framesMax = 3;
const messageMax = 300;

/** Of a storm most letters say the same: what was made of it once is kept, until there are so many. */
const known = new Map<string, Likeness>();
const knownMax = 200;

/**
 * Letters with the same fingerprint failed alike. Ids, numbers, addresses, times and quoted values are left out of the
 * message, lines and columns out of the frames, so that neither a customer nor a new build makes a group of its own.
 */
export function likenessOf({ service, queue, type, code, message, stack = '' }: Failed): Likeness {
  const said = JSON.stringify([service, queue, type, code, message, stack]);
  const before = known.get(said);
  if (before) return before;
  const normalised = normalisedMessage(message);
  const frames = topFrames(stack);
  const parts = [service, queue, type, code, normalised, frames];
  const fingerprint = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
  const likeness = { fingerprint, message: normalised, frames };
  if (known.size >= knownMax) known.clear();
  known.set(said, likeness);
  return likeness;
}

export function normalisedMessage(message: string): string {
  return message
    .slice(0, 4 * messageMax)
    .replaceAll(/[\p{L}\p{N}._%+*-]+@[\p{L}\p{N}.-]+/gu, '<address>')
    .replaceAll(/"[^"]*"|'[^']*'|`[^`]*`|„[^“]*“/g, '<value>')
    .replaceAll(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '<id>')
    .replaceAll(/\b(?=[0-9a-f]*\d)[0-9a-f]{12,}\b/gi, '<id>')
    .replaceAll(/\d+(?:[.,:]\d+)*/g, '<n>')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, messageMax);
}

/** `at ErasuresService.write (/app/apps/x/dist/erasures.service.js:12:3)` → `ErasuresService.write erasures.service` */
function topFrames(stack: string): string {
  const lines = stack.split('\n').filter((line) => /^\s*at /.test(line));
  const own = lines.filter((line) => !/node_modules|node:internal/.test(line));
  return (own.length > 0 ? own : lines)
    .slice(0, framesMax)
    .map((line) => {
      const [, name = '', place = ''] =
        /^\s*at (?:async )?(?:(.*?) \()?(.*?)(?::\d+)*\)?$/.exec(line.slice(0, 500)) ?? [];
      const file =
        place
          .split(/[\\/]/)
          .at(-1)
          ?.replace(/\.[cm]?[jt]s$/, '') ?? '';
      return `${name} ${file}`.trim();
    })
    .join(' < ');
}
