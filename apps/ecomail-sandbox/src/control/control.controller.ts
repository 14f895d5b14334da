import { Problem } from '@ellity/platform';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { CallsService } from '../api/calls.service';
import { StoreService } from '../store/store.service';
import { TimeService } from '../store/time.service';
import { bodyOf } from './request-body';
import { ResetService } from './reset.service';

const offsetMaxMs = 10 * 366 * 86_400_000;

@Controller('_sandbox')
export class ControlController {
  constructor(
    private readonly calls: CallsService,
    private readonly store: StoreService,
    private readonly time: TimeService,
    private readonly resets: ResetService,
  ) {}

  @Get('health')
  health() {
    const { contacts, events, mails } = this.store;
    return { status: 'ok', contacts: contacts.size, events: events.size, mails: mails.size };
  }

  /** Newest first, with counts by kind of call since the start or the last reset. */
  @Get('calls')
  list(@Query() query: { kind?: string; status?: string; limit?: string; q?: string }) {
    const limit = Math.min(Number(query.limit ?? 100) || 100, 10_000);
    const rows = this.calls.newest(
      ({ kind, status, path }) =>
        (!query.kind || kind === query.kind) &&
        (!query.status || String(status) === query.status) &&
        (!query.q || path.includes(query.q)),
      limit,
    );
    return { counts: Object.fromEntries(this.calls.counts), rows };
  }

  /** Forgets everything: data, faults, switches, calls. The first account with its key is back. */
  @Post('reset')
  @HttpCode(200)
  reset() {
    this.resets.reset();
    return { status: 'ok' };
  }

  @Get('clock')
  clock() {
    return { now: this.time.iso(), offsetMs: this.time.offsetMs };
  }

  /** Moves the sandbox's time against the machine's. */
  @Post('clock')
  @HttpCode(200)
  moveClock(@Body() body: unknown) {
    const { offsetMs = 0 } = bodyOf(body, { offsetMs: 'number?' });
    if (Math.abs(offsetMs) > offsetMaxMs) {
      throw new Problem(400, 'request-invalid', 'The time was not moved; see errors.', [
        { field: 'offsetMs', problem: 'must be at most ten years, in milliseconds' },
      ]);
    }
    this.time.offsetMs = offsetMs;
    return this.clock();
  }
}
