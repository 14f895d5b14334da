import type { Say } from '../../language/texts';
import type { cs } from '../texts.cs';

const wholes = ['group-changed', 'letter-edited', 'replay-stopped-itself'] as const;
const kinds = ['replay', 'discard', 'restore', 'edit'] as const;
const steps = ['started', 'finished', 'cancelled', 'failed', 'pause', 'resume', 'cancel'] as const;

/** What the audit of letters says, in words: `replay-started`. Unknown ones stay as they are. */
export function auditWords(what: string, say: Say<typeof cs>): string {
  const whole = wholes.find((one) => one === what);
  if (whole) return say(`audit.${whole}`);
  const kind = kinds.find((one) => what.startsWith(`${one}-`));
  const step = steps.find((one) => kind !== undefined && what === `${kind}-${one}`);
  return kind && step ? `${say(`act.${kind}`)}: ${say(`step.${step}`)}` : what;
}
