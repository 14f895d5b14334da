import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional } from 'class-validator';

export class ImportStartBody {
  @ApiPropertyOptional({ default: false, description: 'True: customers are notified of what they get' })
  @IsOptional()
  @IsBoolean()
  announce: boolean = false;

  @ApiPropertyOptional({
    default: false,
    description: 'True: lines with problems are left out; else a file with any is not begun',
  })
  @IsOptional()
  @IsBoolean()
  skipInvalid: boolean = false;
}
