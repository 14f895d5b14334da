import { IsIn, IsInt, IsOptional } from 'class-validator';
import { Message } from '../message';
import { IsCode, IsPart, IsText } from '../rules';

export const connectionStates = ['inactive', 'active', 'paused'] as const;
export type ConnectionState = (typeof connectionStates)[number];

/** What the merchant reads, in both languages. */
export class MerchantTexts {
  @IsText(1000) cs!: string;
  @IsText(1000) en!: string;
}

/** A shop's connection to Ecomail was activated, paused, resumed or ended. */
@Message('ecomail.ConnectionChanged', 1, {
  kind: 'event',
  customer: 'none',
  sequenced: true,
  isConsumerOptional: true,
  publishers: ['ecomail-sync'],
  example: {
    state: 'paused',
    reason: 'key-rejected',
    listId: 1,
    listName: 'Loyalty',
    texts: {
      cs: 'Ecomail klíč API nepřijímá. Zadejte ho znovu.',
      en: 'Ecomail does not accept the API key. Enter it again.',
    },
  },
})
export class ConnectionChanged {
  @IsIn(connectionStates) state!: ConnectionState;
  /** Why it is not active. */
  @IsOptional() @IsCode() reason!: string | null;
  @IsOptional() @IsInt() listId!: number | null;
  @IsOptional() @IsText(200) listName!: string | null;
  /** Why the connection stopped by itself and what the merchant does about it; null or absent: it did not. */
  @IsOptional() @IsPart(() => MerchantTexts) texts?: MerchantTexts | null;
}
