import { isKeyIn, textsOf } from '../language/texts';

/** Refusals of services that have no words for merchants themselves, by their code. */
export const cs = {
  'address-taken': 'Tuhle adresu už má jiný zákazník obchodu.',
  'already-granted': 'Tahle odměna už byla vyplacená. Dostane ji každý jen jednou.',
  'balance-too-large': 'Takový zůstatek by byl příliš vysoký.',
  'body-too-large': 'Je toho příliš mnoho najednou.',
  'connection-not-active': 'Propojení s Ecomailem teď není v provozu. Nejdřív ho obnovte.',
  'connection-stage': 'V tomhle stavu propojení to nejde. Načtěte stránku znovu a podívejte se, co jde teď.',
  'count-missing': 'Napište, kolik zpráv máte na mysli.',
  'customer-registered': 'PIN mají jen neregistrovaní zákazníci. Tenhle už je registrovaný.',
  'expiry-past': 'Platnost těchto kreditů už skončila.',
  'export-open': 'Jeden export už běží. Podívejte se na něj, nebo ho nejdřív zrušte.',
  'insufficient-credit': 'Tolik kreditů zákazník nemá.',
  'instant-in-future': 'Tenhle okamžik ještě nenastal.',
  'key-reused':
    'Tohle jste už jednou odeslali v jiné podobě. Načtěte stránku znovu a zkontrolujte, co platí.',
  'lines-invalid': 'Některé řádky souboru nevyhovují. Opravte je, nebo zvolte, že se mají vynechat.',
  'media-type-unsupported': 'Tenhle druh souboru neumíme přečíst.',
  'no-connection': 'Obchod zatím není propojený s Ecomailem.',
  'no-pin': 'Zákazník nemá PIN. Nejdřív mu ho vytvořte.',
  'nothing-left': 'Z těchto kreditů už nic nezbývá.',
  'nothing-to-show': 'Tomuhle zákazníkovi teď není co napsat.',
  'request-under-way': 'Tohle se právě provádí. Chvíli počkejte.',
  'reward-off': 'Obchod tuhle odměnu nevyplácí.',
  'run-state': 'Mezitím se to změnilo: načtěte stránku znovu a podívejte se, co jde teď.',
};

export const en = {
  'address-taken': 'Another customer of the shop has this address.',
  'already-granted': 'This reward was paid before. Everybody gets it once only.',
  'balance-too-large': 'The balance would be too large.',
  'body-too-large': 'This is too much at once.',
  'connection-not-active': 'The connection to Ecomail does not run now. Resume it first.',
  'connection-stage':
    'This cannot be done in the present state of the connection. Reload the page and see what can.',
  'count-missing': 'Say how many letters you mean.',
  'customer-registered': 'Only customers who are not registered have a PIN. This one is registered.',
  'expiry-past': 'The last day of these credits is over.',
  'export-open': 'An export is under way. Look at it, or cancel it first.',
  'insufficient-credit': 'The customer has fewer credits than that.',
  'instant-in-future': 'This time has not come yet.',
  'key-reused': 'You sent this before with other contents. Reload the page and check what counts.',
  'lines-invalid': 'Some lines of the file cannot be taken. Correct them, or choose to leave them out.',
  'media-type-unsupported': 'This kind of file cannot be read.',
  'no-connection': 'The shop is not connected to Ecomail yet.',
  'no-pin': 'The customer has no PIN. Issue one first.',
  'nothing-left': 'Nothing is left of these credits.',
  'nothing-to-show': 'There is nothing to tell this customer now.',
  'request-under-way': 'This is being done at this moment. Wait a little.',
  'reward-off': 'The shop does not pay this reward.',
  'run-state': 'It has changed meanwhile. Reload the page and see what can be done now.',
};

export const isRefusalCode = isKeyIn(cs);

export const useRefusalTexts = textsOf('refusals', cs, en);
