import { IsIn, IsInt, IsOptional } from 'class-validator';
import { Message } from '../message';
import { IsCode, IsText } from '../rules';

export const connectionStates = ['inactive', 'active', 'paused'] as const;
export type ConnectionState = (typeof connectionStates)[number];

/** A shop's connection to Ecomail was activated, paused, resumed or ended. */
@Message('ecomail.ConnectionChanged', 1, {
  kind: 'event',
  customer: 'none',
  sequenced: true,
  isConsumerOptional: true,
  publishers: ['ecomail-sync'],
  example: { state: 'paused', reason: 'key-rejected', listId: 1, listName: 'Loyalty' },
})
export class ConnectionChanged {
  @IsIn(connectionStates) state!: ConnectionState;
  /** Why it is not active. */
  @IsOptional() @IsCode() reason!: string | null;
  @IsOptional() @IsInt() listId!: number | null;
  @IsOptional() @IsText(200) listName!: string | null;
}
