import { textsOf } from '../language/texts';

export const cs = {
  save: 'Uložit',
  drop: 'Vrátit změny',
  overtaken: 'Někdo mezitím uložil jiné nastavení',
  overtakenText: 'Načtěte ho: vaše rozepsané změny zůstanou a uvidíte, čeho se týkají.',
  seeNewest: 'Načíst aktuální',
};

export const en = {
  save: 'Save',
  drop: 'Undo changes',
  overtaken: 'Somebody saved other settings meanwhile',
  overtakenText: 'Load them: what you typed stays, and you see what it applies to.',
  seeNewest: 'Load the newest',
};

export const useSaveTexts = textsOf('save', cs, en);
