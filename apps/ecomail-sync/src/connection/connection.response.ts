import { pageOf } from '@ellity/platform';
import { ApiProperty } from '@nestjs/swagger';
import { fieldNames, typeOfField } from '../fields/field-definitions';
import type { ConnectionRow } from './connection-row';
import { messageOf, type TextCode, textCodeOfFailure, textsOf } from './stages/merchant-texts';
import { connectionStates, pauseReasons, requestsAt, stageOf, stages } from './stages/connection-states';

const textOrNull = { type: String, nullable: true } as const;
const timeOrNull = { type: String, nullable: true, format: 'date-time' } as const;

export class ConnectionCounts {
  @ApiProperty() readonly contacts!: number;
  @ApiProperty() readonly stored!: number;
  @ApiProperty() readonly toWrite!: number;
  @ApiProperty({ description: 'By test mode, with something to write or to tell, so far' })
  readonly keptBack!: number;
  @ApiProperty() readonly waitingForProfile!: number;
  @ApiProperty({ description: 'GET /connections/{shopId}/contacts?state=rejected lists them' })
  readonly rejected!: number;
  @ApiProperty({ description: 'Stored without a field that Ecomail does not take: ?state=incomplete' })
  readonly incomplete!: number;
}

export class ListView {
  @ApiProperty() readonly id!: number;
  @ApiProperty() readonly name!: string;
  @ApiProperty(textOrNull) readonly created!: string | null;
}

export class FieldView {
  @ApiProperty({ example: 'ellity_credit' }) readonly name!: string;
  @ApiProperty({ example: 'string' }) readonly type!: string;
  @ApiProperty({ example: 'string' }) readonly expectedType!: string;
}

/** For the merchant: what happened and what to do. */
export class TextsView {
  @ApiProperty({ example: 'Není potřeba nic dělat.' }) readonly cs!: string;
  @ApiProperty({ example: 'There is nothing to do.' }) readonly en!: string;
}

/** Addresses have a mark in place of what is secret in them. */
export class WebhookView {
  @ApiProperty({ ...textOrNull, description: 'What the list had when it was looked at last' })
  readonly seen!: string | null;
  @ApiProperty(textOrNull) readonly expected!: string | null;
  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'The list has the expected address, or a notice about it arrived since it was looked at',
  })
  readonly matches!: boolean | null;
  @ApiProperty({
    ...textOrNull,
    enum: ['set', 'missing', 'other', null],
    description: 'null: which address the list should have is not known',
  })
  readonly state!: WebhookState | null;
  @ApiProperty({ type: TextsView, nullable: true }) readonly message!: TextsView | null;
  @ApiProperty({ ...timeOrNull, description: 'When the last notice about this list arrived' })
  readonly lastNoticeAt!: string | null;
}

export class FailingWorkView {
  @ApiProperty({ enum: ['writes', 'calls', 'notices', 'unconfirmed'] }) readonly kind!: string;
  @ApiProperty({ example: 'ecomail.unavailable' }) readonly code!: string;
  @ApiProperty({ description: 'What Ecomail said, or why there was no answer' }) readonly message!: string;
  @ApiProperty({ type: Number, nullable: true }) readonly status!: number | null;
  @ApiProperty({ type: TextsView }) readonly texts!: TextsView;
  @ApiProperty({ description: 'Failures in a row' }) readonly failures!: number;
  @ApiProperty({ format: 'date-time' }) readonly since!: string;
  @ApiProperty({ format: 'date-time' }) readonly nextAttemptAt!: string;
}

/** A connection in the list of all. */
export class ConnectionListed {
  @ApiProperty({ example: 'demo' }) readonly shopId!: string;
  @ApiProperty({ enum: connectionStates }) readonly state!: string;
  @ApiProperty({ ...textOrNull, enum: [...Object.keys(pauseReasons), null] }) readonly reason!: string | null;
  @ApiProperty({ format: 'date-time' }) readonly changedAt!: Date;
  @ApiProperty() readonly listName!: string;
  @ApiProperty({ description: 'Some of its work fails and is tried again' }) readonly failing!: boolean;
}

export class ConnectionsPage extends pageOf(ConnectionListed) {}

/** A connection as people may see it. */
export class ConnectionView {
  @ApiProperty({ example: 'demo' }) readonly shopId!: string;
  @ApiProperty({ enum: connectionStates }) readonly state!: string;
  @ApiProperty({ ...textOrNull, enum: [...Object.keys(pauseReasons), null] }) readonly reason!: string | null;
  @ApiProperty({ enum: [...stages], description: 'State, reason and remarks in one word' })
  readonly stage!: string;
  @ApiProperty({ type: [String], example: ['POST /connections/{shop}/pause'] })
  readonly possibleRequests!: readonly string[];
  @ApiProperty({ type: TextsView, nullable: true, description: 'Why it stands still and what to do' })
  readonly message!: TextsView | null;
  @ApiProperty({ ...textOrNull, description: 'What Ecomail said when it was paused' })
  readonly detail!: string | null;
  @ApiProperty({ format: 'date-time' }) readonly changedAt!: string;
  @ApiProperty({ ...textOrNull, description: 'The last four characters; null: forgotten', example: '…4f2a' })
  readonly key!: string | null;
  @ApiProperty({ example: 'https://api2.ecomailapp.cz' }) readonly baseUrl!: string;
  @ApiProperty({ type: ListView, nullable: true, description: 'null: none was ever chosen' })
  readonly list!: ListView | null;
  @ApiProperty({ type: [FieldView] }) readonly fields!: readonly FieldView[];
  @ApiProperty({ type: [String] }) readonly remarks!: readonly string[];
  @ApiProperty() readonly webhook!: WebhookView;
  @ApiProperty({ type: [FailingWorkView], description: 'What fails and is tried again; empty: nothing does' })
  readonly failing!: readonly FailingWorkView[];
  @ApiProperty({ enum: ['cs', 'en'] }) readonly language!: string;
  @ApiProperty({ example: 'Europe/Prague' }) readonly timeZone!: string;
  @ApiProperty() readonly quietSeconds!: number;
  @ApiProperty({ type: Number, nullable: true }) readonly requestsPerMinute!: number | null;
  @ApiProperty({ enum: ['granted', 'denied'] }) readonly unknownConsent!: string;
  @ApiProperty({
    description: 'category of its events; action and label are the same for all shops',
    example: 'ellity',
  })
  readonly eventCategory!: string;
  @ApiProperty({
    type: TextsView,
    nullable: true,
    description: 'Test mode is on: GET …/test-mode says whom it lets through',
  })
  readonly testMode!: TextsView | null;
  @ApiProperty() readonly counts!: ConnectionCounts;
}

/** `lastNoticeAt`: when the last notice about the list of this connection arrived. */
export function connectionView(
  row: ConnectionRow,
  counts: ConnectionCounts,
  lastNoticeAt: Date | null,
): ConnectionView {
  return {
    shopId: row.shop_id,
    state: row.state,
    reason: row.reason,
    stage: stageOf(row),
    possibleRequests: requestsAt(stageOf(row)),
    message: messageOf(row),
    detail: row.detail,
    changedAt: row.changed_at.toISOString(),
    key: row.key_sealed === null ? null : `…${row.key_tail}`,
    baseUrl: row.base_url,
    list: row.list_id === 0 ? null : { id: row.list_id, name: row.list_name, created: row.list_created },
    fields: fieldNames.flatMap((name) => {
      const type = row.field_types[name];
      return type === undefined ? [] : [{ name, type, expectedType: typeOfField(name) }];
    }),
    remarks: row.remarks,
    webhook: webhookView(row, lastNoticeAt),
    failing: failingViews(row),
    language: row.language,
    timeZone: row.time_zone,
    quietSeconds: row.debounce_ms / 1000,
    requestsPerMinute: row.requests_per_minute,
    unknownConsent: row.unknown_consent,
    eventCategory: row.event_category,
    testMode: row.test_addresses && textsOf('test-mode'),
    counts,
  };
}

type WebhookState = 'set' | 'missing' | 'other';

/** Only the shop's own address takes notices, so one that came since the list was looked at says more than that look. */
function webhookStateOf(row: ConnectionRow, lastNoticeAt: Date | null): WebhookState | null {
  if (row.webhook_expected === null) return null;
  const isHeard = lastNoticeAt !== null && lastNoticeAt > (row.webhook_seen_at ?? row.changed_at);
  if (isHeard || row.webhook_seen === row.webhook_expected) return 'set';
  return row.webhook_seen === null ? 'missing' : 'other';
}

function webhookView(row: ConnectionRow, lastNoticeAt: Date | null): WebhookView {
  const state = webhookStateOf(row, lastNoticeAt);
  const code: TextCode | null = state && `webhook-${state}`;
  return {
    seen: row.webhook_seen,
    expected: row.webhook_expected,
    matches: state && state === 'set',
    state,
    message: code && textsOf(code, { seen: row.webhook_seen ?? '' }),
    lastNoticeAt: lastNoticeAt?.toISOString() ?? null,
  };
}

export const failingViews = ({ failing }: Pick<ConnectionRow, 'failing'>): FailingWorkView[] =>
  Object.entries(failing).map(([kind, failure]) => ({
    kind,
    ...failure,
    texts: textsOf(textCodeOfFailure(failure), { words: failure.message }),
  }));
