import { pageOf, type Role, roles } from '@ellity/platform';
import { ApiProperty } from '@nestjs/swagger';

const none = { type: String, nullable: true } as const;

/** A change that somebody asked for. */
export class AuditEntry {
  @ApiProperty({ example: '4711' }) readonly id!: string;
  @ApiProperty({ format: 'date-time' }) readonly at!: string;
  @ApiProperty({ ...none, format: 'uuid', description: 'Null: nobody had signed in' })
  readonly personId!: string | null;
  @ApiProperty({ ...none, example: 'Jana Nováková' }) readonly personName!: string | null;
  @ApiProperty({ enum: roles, nullable: true, type: String }) readonly role!: Role | null;
  @ApiProperty({ example: 'core', description: '`console`, or the service it was passed on to' })
  readonly service!: string;
  @ApiProperty({ example: 'PATCH' }) readonly method!: string;
  @ApiProperty({ example: '/api/core/shops/demo' }) readonly path!: string;
  @ApiProperty({ ...none, example: 'demo' }) readonly shopId!: string | null;
  @ApiProperty({
    type: 'integer',
    nullable: true,
    example: 200,
    description: 'Null: the answer is not known',
  })
  readonly status!: number | null;
}

export class AuditPage extends pageOf(AuditEntry) {}
