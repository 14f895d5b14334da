import { textsOf } from '../language/texts';

export const cs = {
  help: 'Nápověda k této obrazovce',
  loading: 'Načítá se…',
  retry: 'Zkusit znovu',
  copy: 'Zkopírovat',
  copied: 'Zkopírováno',
  cancel: 'Zrušit',
  close: 'Zavřít',
  more: 'Načíst další',
  'failed.title': 'Tohle se nepodařilo načíst',
  'failed.unforeseen': 'Stalo se něco, s čím jsme nepočítali. Zkuste to prosím za chvíli znovu.',
  'failed.offline': 'Spojení se serverem je přerušené. Jakmile bude zpět, zkuste to znovu.',
  'failed.forbidden': 'K tomu nemáte přístup.',
  'failed.missing': 'Tohle už neexistuje, nebo nikdy neexistovalo.',
  'failed.invalid': 'Zkontrolujte prosím, co jste zadali. {{fields}}.',
  'failed.refused': 'Tohle teď nejde provést ({{code}}).',
  'failed.changed': 'Někdo mezitím uložil jinou podobu. Načtěte ji a zkontrolujte, co chcete změnit.',
  'failed.busy': 'Teď je toho moc najednou. Zkuste to za chvíli.',
  'failed.request': 'Číslo požadavku pro podporu: {{id}}',
  'down.title': 'Tahle část teď neběží',
  'down.loyalty-core': 'Věrnostní systém se neozývá. Nic se neztratí: co nastane, provede se později.',
  'down.ecomail-sync':
    'Propojení s Ecomailem se neozývá. Nic se neztratí: změny čekají a odešlou se později.',
  'down.webhook-gateway': 'Příjem upozornění z Ecomailu se neozývá. Ostatní části fungují dál.',
  'down.dead-letters': 'Nevyřízené zprávy teď nejsou k dispozici. Ostatní části fungují dál.',
  'down.other': 'Jedna ze služeb se neozývá. Ostatní části fungují dál.',
};

export const en = {
  help: 'Help with this screen',
  loading: 'Loading…',
  retry: 'Try again',
  copy: 'Copy',
  copied: 'Copied',
  cancel: 'Cancel',
  close: 'Close',
  more: 'Load more',
  'failed.title': 'This could not be loaded',
  'failed.unforeseen': 'Something happened that we did not foresee. Please try again in a while.',
  'failed.offline': 'The connection to the server is interrupted. Try again once it is back.',
  'failed.forbidden': 'You have no access to this.',
  'failed.missing': 'This does not exist any more, or never did.',
  'failed.invalid': 'Please check what you entered. {{fields}}.',
  'failed.refused': 'This cannot be done now ({{code}}).',
  'failed.changed': 'Somebody saved another version meanwhile. Load it and check what you want to change.',
  'failed.busy': 'There is too much going on. Try again in a while.',
  'failed.request': 'Request number for support: {{id}}',
  'down.title': 'This part is not running now',
  'down.loyalty-core': 'The loyalty system does not answer. Nothing is lost: whatever happens is done later.',
  'down.ecomail-sync':
    'The link to Ecomail does not answer. Nothing is lost: changes wait and are sent later.',
  'down.webhook-gateway': 'Notices from Ecomail cannot be shown now. Everything else works.',
  'down.dead-letters': 'Dead letters cannot be shown now. Everything else works.',
  'down.other': 'One of the services does not answer. Everything else works.',
};

export const useDesignTexts = textsOf('design', cs, en);
