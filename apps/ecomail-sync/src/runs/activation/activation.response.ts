import { applyDecorators } from '@nestjs/common';
import {
  ApiBadGatewayResponse,
  ApiProperty,
  ApiServiceUnavailableResponse,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';

export class ListChoice {
  @ApiProperty() readonly id!: number;
  @ApiProperty({ example: 'Newsletter' }) readonly name!: string;
}

export class KeyChecked {
  @ApiProperty({ type: [ListChoice], description: 'The lists of the account' })
  readonly lists!: readonly ListChoice[];
}

/** What a call that waits for Ecomail may be refused with besides. */
export const EcomailProblems = (): MethodDecorator =>
  applyDecorators(
    ApiUnprocessableEntityResponse({ description: 'Ecomail does not accept the key' }),
    ApiBadGatewayResponse({ description: 'Ecomail refused a step' }),
    ApiServiceUnavailableResponse({ description: 'Ecomail does not answer as it should; try again' }),
  );
