export interface Pace {
  readonly intervalMs: number;
  readonly toleranceMs: number;
}

/** A burst of 20 on top of a steady rate that leaves room for it, and half a per cent for calls that arrive late. */
export function paceOf(requestsPerMinute: number): Pace {
  const burst = Math.max(1, Math.min(20, Math.floor(requestsPerMinute / 10)));
  const steady = Math.max(1, requestsPerMinute - burst - Math.ceil(requestsPerMinute / 200));
  const intervalMs = 60_000 / steady;
  return { intervalMs, toleranceMs: intervalMs * burst };
}

/**
 * KEYS[1] the theoretical arrival time of the next call, in ms of Redis' clock.
 * ARGV: wanted, interval, tolerance, the time the caller saw last, ms to push ahead from now.
 * Returns granted, ms to wait when nothing was granted, the new time.
 */
export const paceScript = `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local interval, tolerance = tonumber(ARGV[2]), tonumber(ARGV[3])
  local at = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), tonumber(ARGV[4]), now)
  if tonumber(ARGV[5]) > 0 then at = math.max(at, now + tonumber(ARGV[5])) end
  local granted = math.max(0, math.min(tonumber(ARGV[1]), math.floor((now + tolerance - at) / interval)))
  at = at + granted * interval
  redis.call('SET', KEYS[1], string.format('%.3f', at), 'PX', math.ceil(math.max(at - now, 0) + 60000))
  return { granted, math.ceil(math.max(0, at + interval - now - tolerance)), math.ceil(at) }
`;
