/** A look into Ecomail's automation log of a few contacts. */
export interface AutomationSample {
  readonly contacts: number;
  readonly started: number;
}

export const automationUses = ['used', 'unused', 'unknown'] as const;
export type AutomationUse = (typeof automationUses)[number];

/** Of fewer contacts a log may be empty by chance: an automation may pass over somebody. */
export const contactsNeeded = 3;

/** Whether anything happens at Ecomail when an event arrives. One contact whose log has something is enough. */
export function automationUseOf(sample: AutomationSample | undefined): AutomationUse {
  if (!sample) return 'unknown';
  if (sample.started > 0) return 'used';
  return sample.contacts >= contactsNeeded ? 'unused' : 'unknown';
}

/** Ecomail's times may be local ones, an hour or two ahead or behind. */
const clockToleranceMs = 3 * 3_600_000;

/**
 * Whether the log of a contact has an entry since their first event. The form of its rows is not documented: any field
 * whose name says that it is a time counts, and a row without one counts as new, so that nobody is warned for nothing.
 */
export function hasStarted(rows: readonly Readonly<Record<string, unknown>>[], firstEventAt: Date): boolean {
  return rows.some((row) => {
    const times = Object.entries(row).flatMap(([name, value]) => {
      const time = /(_at|time|date)/.test(name) && typeof value === 'string' ? Date.parse(value) : NaN;
      return Number.isNaN(time) ? [] : [time];
    });
    return times.length === 0 || Math.max(...times) >= firstEventAt.getTime() - clockToleranceMs;
  });
}

/** What the merchant is told. */
export function automationText(
  use: AutomationUse,
  { category, contacts }: { readonly category: string; readonly contacts: number },
): { readonly cs: string; readonly en: string } {
  switch (use) {
    case 'used':
      return {
        cs: 'Na naše události reaguje v Ecomailu aspoň jedna automatizace.',
        en: 'At least one automation at Ecomail reacts to our events.',
      };
    case 'unknown':
      return {
        cs: 'Zatím nevíme, jestli na naše události v Ecomailu reaguje nějaká automatizace.',
        en: 'It is not known yet whether an automation at Ecomail reacts to our events.',
      };
    case 'unused':
      return {
        cs: `Tuto událost žádná automatizace nepoužívá: u ${contacts} náhodně vybraných zákazníků po ní v Ecomailu nic nezačalo, takže jim nic nechodí. Vytvořte v Ecomailu automatizaci se spouštěčem Vlastní událost: kategorie ${category}, akce change, štítek credit (a další pro pin a expiry).`,
        en: `No automation uses this event: nothing began at Ecomail after it for ${contacts} customers chosen at random, so nothing is sent to them. Create an automation at Ecomail with the trigger Custom event: category ${category}, action change, label credit (and others for pin and expiry).`,
      };
  }
}
