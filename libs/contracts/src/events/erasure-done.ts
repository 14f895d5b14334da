import { IsIn } from 'class-validator';
import { Message } from '../message';

/** ecomail-sync forgot a customer. */
@Message('ecomail.ErasureDone', 1, {
  kind: 'event',
  customer: 'subject',
  sequenced: false,
  isConsumerOptional: true,
  publishers: ['ecomail-sync'],
  example: { result: 'deleted' },
})
export class ErasureDone {
  /** `deleted` at Ecomail; `retired` where a living customer has the address; `unknown`: there was nothing. */
  @IsIn(['deleted', 'retired', 'unknown']) result!: 'deleted' | 'retired' | 'unknown';
}
