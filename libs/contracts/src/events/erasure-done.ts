import { IsIn, IsOptional } from 'class-validator';
import { Message } from '../message';
import { IsText } from '../rules';

export const erasureResults = ['deleted', 'retired', 'unknown'] as const;
export type ErasureResult = (typeof erasureResults)[number];

/** A service forgot a customer; `source` says which. Asked again by `CustomerErased`, it answers again. */
@Message('ecomail.ErasureDone', 1, {
  kind: 'event',
  customer: 'subject',
  sequenced: false,
  publishers: ['ecomail-sync', 'webhook-gateway', 'dead-letters'],
  example: {
    result: 'deleted',
    places: 'contacts blanked 1; memberships deleted 1; ecomail deleted 1',
    noticeIds: '0190a5f0-7c3e-7d5a-9b1c-3f0e8a2b4c6d',
  },
})
export class ErasureDone {
  /** `deleted` at Ecomail; `retired` where a living customer has the address; `unknown`: there was nothing. */
  @IsIn(erasureResults) result!: ErasureResult;
  /** What was done where: place, what (deleted, blanked, retired, kept) and how often, each behind a semicolon. */
  @IsOptional() @IsText(2_000) places?: string | null;
  /** Of ecomail-sync: ids of list notices about the person, divided by blanks. The address itself travels no further. */
  @IsOptional() @IsText(40_000) noticeIds?: string | null;
}
