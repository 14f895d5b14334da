export interface Advice {
  /** One sentence. */
  readonly why: { readonly cs: string; readonly en: string };
  /** What is safe to do next, the best first. */
  readonly next: readonly ('tell-sender' | 'mend-then-replay' | 'replay' | 'edit' | 'preview' | 'discard')[];
}

const of = (en: string, cs: string, ...next: Advice['next']): Advice => ({ why: { cs, en }, next });

const wrong = of(
  'The message breaks its contract: its sender made it wrong, and every replay of it as it is fails again.',
  'Zpráva porušuje smlouvu: odesílatel ji vytvořil špatně a opakování beze změny skončí stejně.',
  ...(['tell-sender', 'edit', 'discard'] as const),
);
const newer = of(
  'The receiver does not know this type: its sender is newer, or a binding is older, than the receiver.',
  'Příjemce tento typ nezná: odesílatel je novější, nebo je vazba starší než příjemce.',
  ...(['mend-then-replay', 'preview'] as const),
);
const forged = of(
  'The sender is not who the message says, or may not publish this type.',
  'Odesílatel není ten, za koho se zpráva vydává, nebo tento typ publikovat nesmí.',
  ...(['tell-sender', 'discard'] as const),
);
const early = of(
  'Something that the message needs was not there yet, after all retries.',
  'Něco, co zpráva potřebuje, neexistovalo ani po všech opakováních.',
  ...(['mend-then-replay', 'preview'] as const),
);
const passing = of(
  'It met another change at every attempt; that passes.',
  'Při každém pokusu se potkala s jinou změnou; to přejde.',
  ...(['preview', 'replay'] as const),
);
const keyed = of(
  'It is encrypted to a public key that the receiver does not have.',
  'Je zašifrována veřejným klíčem, který příjemce nemá.',
  ...(['mend-then-replay', 'preview'] as const),
);

const byCode: Readonly<Record<string, Advice>> = {
  'body-not-json': of(
    'The body is not JSON, so nobody can read or edit it; its sender made it wrong.',
    'Tělo není JSON, nikdo je nepřečte ani neupraví; odesílatel je vytvořil špatně.',
    ...(['tell-sender', 'discard'] as const),
  ),
  'body-too-large': of(
    'The body is larger than any message may be; its sender made it wrong.',
    'Tělo je větší, než smí být kterákoli zpráva; odesílatel je vytvořil špatně.',
    ...(['tell-sender', 'discard'] as const),
  ),
  'envelope-invalid': wrong,
  'data-invalid': wrong,
  'type-unknown': newer,
  'type-not-handled': newer,
  'source-differs': forged,
  'publisher-not-allowed': forged,
  'routing-key-differs': of(
    'It was published under another key than its type; a replay keeps the key and fails again.',
    'Byla publikována pod jiným klíčem, než je její typ; opakování klíč zachová a selže znovu.',
    ...(['tell-sender', 'discard'] as const),
  ),
  'sequence-in-future': of(
    "The clock of the owner's database is ahead; replay once the clocks are right.",
    'Hodiny databáze vlastníka jdou napřed; opakujte, až budou správně.',
    ...(['mend-then-replay', 'preview'] as const),
  ),
  'unknown-shop': early,
  'unknown-customer': early,
  'grant-changed-meanwhile': passing,
  'customer-appeared': passing,
  'customer-erased': passing,
  'instant-in-future': of(
    "A consent is dated in the future: the sender's clock is wrong.",
    'Souhlas má datum v budoucnosti: odesílatel má špatné hodiny.',
    ...(['tell-sender', 'edit', 'discard'] as const),
  ),
  'address-taken': of(
    'Another customer of the shop has the new address; once that one has left it, a replay succeeds.',
    'Novou adresu má jiný zákazník obchodu; až ji opustí, opakování uspěje.',
    ...(['tell-sender', 'preview', 'discard'] as const),
  ),
  'key-reused': of(
    'Its key was used with another body before; the sender must use a new one.',
    'Jeho klíč už byl použit s jiným tělem; odesílatel musí použít nový.',
    ...(['tell-sender', 'discard'] as const),
  ),
  'pin-unreadable': keyed,
  'address-unreadable': keyed,
  expired: of(
    'Its sender set an expiration and nobody read it in time.',
    'Odesílatel nastavil vypršení a nikdo ji včas nepřečetl.',
    ...(['preview', 'replay', 'tell-sender'] as const),
  ),
  'removed-by-broker': of(
    'The broker took it out of its queue for a reason of its own; its log says more.',
    'Broker ji z fronty vyřadil z vlastního důvodu; víc říká jeho log.',
    ...(['preview', 'replay'] as const),
  ),
  'put-by-hand': of(
    'Neither a service nor the broker put it here: a person or a program did.',
    'Nedala ji sem služba ani broker: udělal to člověk nebo program.',
    ...(['preview', 'discard'] as const),
  ),
  unrouted: of(
    'No queue was bound to it when it was published: its receiver never started, or lost its queue.',
    'Při publikování na ni nebyla navázána žádná fronta: příjemce nikdy nezačal, nebo o frontu přišel.',
    ...(['mend-then-replay', 'replay'] as const),
  ),
  'delivery-limit': of(
    'Its consumer crashed on it, or beside it, again and again; it goes back once by itself.',
    'Konzument nad ní, nebo vedle ní, opakovaně spadl; jednou se vrátí sama.',
    ...(['mend-then-replay', 'preview'] as const),
  ),
};

const anything = of(
  'An exception ended its handling after all retries; text and stack are in the letter.',
  'Zpracování skončilo výjimkou i po všech opakováních; text a zásobník jsou v dopise.',
  ...(['mend-then-replay', 'preview'] as const),
);

/** Why a letter of this code is here, and what may be done about it without harm. */
export const adviceOf = (code: string): Advice =>
  (Object.hasOwn(byCode, code) ? byCode[code] : undefined) ?? anything;
