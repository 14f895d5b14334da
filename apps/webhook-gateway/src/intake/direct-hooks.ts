/** Where notices are taken without the pipeline of other routes: they come in thousands, and each must be stored before it is answered. */
import type { DirectRoute } from '@ellity/platform';
import type { IncomingHttpHeaders } from 'node:http';
import type { Source } from '../addresses/sources';
import type { StoredAnswer } from './stored.response';

/** What the controller of a source does with a request, whichever way that came. */
export interface HookReceiver {
  receive(token: string, body: unknown, from: string, headers: IncomingHttpHeaders): Promise<StoredAnswer>;
}

type ReceiverType = new (...services: never[]) => HookReceiver;
export type DirectReceivers = Readonly<Partial<Record<Source, ReceiverType>>>;

export const directHooks = (
  receivers: DirectReceivers,
  bodyBytesMax: number,
  receiverOf: (type: ReceiverType) => HookReceiver,
): DirectRoute[] =>
  Object.entries(receivers).map(([source, type]) => {
    const receiver = receiverOf(type);
    return {
      prefix: `/hooks/${source}/`,
      pattern: `/hooks/${source}/:token`,
      bodyBytesMax,
      answer: ({ name, body, from, headers }) => receiver.receive(name, body, from, headers),
    };
  });
