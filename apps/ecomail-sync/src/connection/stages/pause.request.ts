import type { Caller } from '@ellity/platform';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length } from 'class-validator';
import type { MoveOrder } from './connection-moves.service';

export class PauseRequest {
  @ApiPropertyOptional({
    description: 'why, for the record of moves; never an address',
    example: 'we move the shop on Sunday',
  })
  @IsOptional()
  @IsString()
  @Length(3, 500)
  why?: string;
}

/** Who asks: the person, or the service that asks on its own account. */
export const orderOf = (caller: Caller, why?: string): MoveOrder => ({
  actor: caller.actor?.id ?? caller.service,
  why: why ?? null,
});
