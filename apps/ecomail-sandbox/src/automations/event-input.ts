import { ecomailLimits } from '@ellity/ecomail';
import { Refusal } from '../api/refusal';
import { emailKey } from '../contacts/contact-data';
import type { EventRow } from '../store/rows';
import type { SwitchValue } from '../switches/switches';

export type EventData = Pick<EventRow, 'email' | 'category' | 'action' | 'label' | 'property' | 'value'>;

/** Reads the `event` of a request: only the e-mail is required; objects and arrays become JSON. */
export function eventInputFrom(sent: unknown, tooLong: SwitchValue<'eventTooLong'>): EventData {
  const data = (typeof sent === 'object' && sent !== null ? sent : {}) as Readonly<Record<string, unknown>>;
  const email = typeof data['email'] === 'string' ? emailKey(data['email']) : '';
  if (email === '')
    throw new Refusal(422, { errors: { 'event.email': ['The event.email field is required.'] } });
  const text = (name: string): string | null => {
    const value = data[name];
    if (value === undefined || value === null) return null;
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return String(value);
    throw new Refusal(422, { errors: { [`event.${name}`]: [`The event.${name} must be a string.`] } });
  };
  return {
    email,
    category: text('category'),
    action: text('action'),
    label: text('label'),
    property: text('property'),
    value: valueFrom(data['value'], tooLong),
  };
}

function valueFrom(sent: unknown, tooLong: SwitchValue<'eventTooLong'>): string | null {
  if (sent === undefined || sent === null) return null;
  const value = typeof sent === 'string' ? sent : JSON.stringify(sent);
  if (value.length <= ecomailLimits.eventValueCharacters) return value;
  if (tooLong === 'cut') return value.slice(0, ecomailLimits.eventValueCharacters);
  throw new Refusal(422, {
    errors: { 'event.value': ['The event.value may not be greater than 20000 characters.'] },
  });
}
