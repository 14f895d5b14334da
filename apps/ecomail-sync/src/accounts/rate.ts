export interface Rate {
  readonly intervalMs: number;
  readonly toleranceMs: number;
}

/** A burst of 20 on top of a steady rate that leaves room for it, and half a per cent for calls that arrive late. */
export function rateOf(requestsPerMinute: number): Rate {
  const burst = Math.max(1, Math.min(20, Math.floor(requestsPerMinute / 10)));
  const steady = Math.max(1, requestsPerMinute - burst - Math.ceil(requestsPerMinute / 200));
  const intervalMs = 60_000 / steady;
  return { intervalMs, toleranceMs: intervalMs * burst };
}

/**
 * Turns of a key by lane: GCRA with a burst, and start-time fair queueing among the lanes that want turns.
 *
 * KEYS[1] a hash: `at`, the theoretical arrival time of the next call in ms of Redis' clock; `blocked` and `longest`,
 * until when nobody may call and for how long that was meant; `served`, the virtual time of the last turn; per lane
 * `v:`, the virtual time of its next turn, and `w:`, until when somebody is believed to wait in it; `minute`, `used` and
 * `before`, the turns of the last minute of the clock in which there were any and of the one before it.
 * ARGV: interval, tolerance, ms to block from now, then lane, share and wanted turns of each lane that is asked for.
 * Returns ms to wait for more, ms for which the key is blocked, then the turns granted to each lane.
 *
 * A state that was lost counts as a spent burst, so that no minute gets more than its calls. A time that lies further
 * ahead than turns can have pushed it comes from a clock that was set back, and is dropped.
 */
export const rateScript = `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local interval, tolerance, block = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
  local state = {}
  local stored = redis.call('HGETALL', KEYS[1])
  for i = 1, #stored, 2 do state[stored[i]] = tonumber(stored[i + 1]) end
  local changed = {}
  local function set(field, value)
    state[field] = value
    changed[#changed + 1] = field
    changed[#changed + 1] = string.format('%.3f', value)
  end
  local latest = now + tolerance
  local at = math.min(math.max(state.at or latest, now), latest)
  local lanes = {}
  for i = 4, #ARGV, 3 do
    lanes[#lanes + 1] = { name = ARGV[i], share = tonumber(ARGV[i + 1]), wanted = tonumber(ARGV[i + 2]), granted = 0 }
  end

  local blocked = math.min((state.blocked or 0) - now, state.longest or 0)
  if block > blocked then
    blocked = block
    set('longest', block)
  end
  if blocked > 0 then
    set('blocked', now + blocked)
    at = latest
  else
    if state.blocked then redis.call('HDEL', KEYS[1], 'blocked', 'longest') end
    blocked = 0
  end

  local open = blocked > 0 and 0 or math.max(0, math.floor((latest - at) / interval))
  local served, reserved = state.served or 0, 0
  local isAsked = {}
  for _, lane in ipairs(lanes) do isAsked[lane.name] = true end
  local others = {}
  for i = 1, #stored, 2 do
    local field, believed = stored[i], tonumber(stored[i + 1])
    if string.sub(field, 1, 2) == 'w:' and not isAsked[string.sub(field, 3)] then
      if believed > now and believed - now < ${2_000} then others[#others + 1] = string.sub(field, 3) end
    end
  end
  local function startOf(name) return math.max(state['v:' .. name] or 0, served) end
  for _ = 1, open do
    local first, start
    for _, lane in ipairs(lanes) do
      if lane.granted < lane.wanted and (not first or startOf(lane.name) < start) then
        first, start = lane, startOf(lane.name)
      end
    end
    if not first then break end
    local isKept = false
    for index, name in ipairs(others) do
      if startOf(name) < start then
        table.remove(others, index)
        isKept = true
        break
      end
    end
    if isKept then
      reserved = reserved + 1
    else
      first.granted = first.granted + 1
      set('v:' .. first.name, start + 1 / first.share)
      served = start
      at = at + interval
    end
  end
  local granted = 0
  for _, lane in ipairs(lanes) do granted = granted + lane.granted end
  if granted > 0 then
    local minute = math.floor(now / 60000)
    if state.minute ~= minute then
      set('before', state.minute == minute - 1 and state.used or 0)
      set('minute', minute)
      state.used = 0
    end
    set('used', state.used + granted)
  end
  set('served', served)
  set('at', at)
  local wait = math.max(1, blocked, math.ceil(at + (reserved + 1) * interval - latest))
  local answer = { wait, math.ceil(blocked) }
  for _, lane in ipairs(lanes) do
    if lane.granted < lane.wanted then
      set('w:' .. lane.name, now + math.min(wait, 1000) + 100)
    elseif state['w:' .. lane.name] then
      redis.call('HDEL', KEYS[1], 'w:' .. lane.name)
    end
    answer[#answer + 1] = lane.granted
  end
  redis.call('HSET', KEYS[1], unpack(changed))
  redis.call('PEXPIRE', KEYS[1], ${24 * 3_600_000})
  return answer
`;

/** The turns that a key took, as the script keeps them. */
export interface CountedTurns {
  readonly minute: number;
  readonly used: number;
  readonly before: number;
}

/** About how many calls a key made in the 60 s before `nowMs`, if those of the minute before were spread evenly. */
export function usedInLastMinute({ minute, used, before }: CountedTurns, nowMs: number): number {
  const current = Math.floor(nowMs / 60_000);
  const left = 1 - (nowMs % 60_000) / 60_000;
  if (current === minute) return Math.round(used + before * left);
  return current === minute + 1 ? Math.round(used * left) : 0;
}
