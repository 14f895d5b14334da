import { IsAddress, type MarketingConsent, marketingConsents } from '@ellity/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, ValidateIf } from 'class-validator';
import { isGiven, IsPhone, IsText, IsWebAddress } from '../values/request-rules';

export class EmailQuery {
  @ApiProperty({ example: 'jana.novakova@shop.test' })
  @IsAddress()
  email!: string;
}

export class RegistrationBody extends EmailQuery {
  @ApiPropertyOptional({ type: String, nullable: true, example: 'Jana' })
  @IsOptional()
  @IsText(100)
  firstName?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'Nováková' })
  @IsOptional()
  @IsText(100)
  lastName?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: '+420601002003' })
  @IsOptional()
  @IsPhone(30)
  phone?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'VIP' })
  @IsOptional()
  @IsText(100)
  group?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'JANA7K2M' })
  @IsOptional()
  @IsText(40)
  referralCode?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'https://shop.test/?ref=JANA7K2M' })
  @IsOptional()
  @IsWebAddress(500)
  referralLink?: string | null;

  @ApiProperty({
    description: 'False: an anonymous customer, who gets a PIN. A registered one stays registered.',
  })
  @IsBoolean()
  registered!: boolean;

  @ApiPropertyOptional({ enum: marketingConsents, default: 'unknown' })
  @ValidateIf(isGiven)
  @IsIn(marketingConsents)
  marketingConsent?: MarketingConsent;
}
