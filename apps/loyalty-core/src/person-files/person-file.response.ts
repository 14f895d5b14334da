import { type ServiceFile, serviceFileSchema } from '@ellity/platform';
import { ApiProperty } from '@nestjs/swagger';
import { fileParts } from './file-parts';

/** A service whose part is not in the file. */
export class MissingService {
  @ApiProperty({ example: 'webhook-gateway' }) readonly service!: string;
  @ApiProperty({ enum: ['no-answer', 'refused'] }) readonly problem!: 'no-answer' | 'refused';
}

const others = ['ecomail-sync', 'webhook-gateway', 'dead-letters'];

/** Everything that is held about a person, by service. */
export class PersonFileView {
  @ApiProperty({ example: 'demo' }) readonly shopId!: string;
  @ApiProperty({ format: 'uuid' }) readonly customerId!: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: `By its name what a service holds; those of ${others.join(' and ')} are as their own documents of the API describe them`,
    properties: {
      'loyalty-core': serviceFileSchema('loyalty-core', fileParts),
      ...Object.fromEntries(others.map((service) => [service, serviceFileSchema(service)])),
    } as never,
  })
  readonly services!: Readonly<Record<string, ServiceFile>>;
  @ApiProperty({
    type: [MissingService],
    description: 'Whose part is missing, with `?partial=true`; else such a file is refused',
  })
  readonly missing!: readonly MissingService[];
}
