import { Body, Controller, Get, Patch } from '@nestjs/common';
import { switches } from './switches';
import { SwitchesService } from './switches.service';

@Controller('_sandbox/switches')
export class SwitchesController {
  constructor(private readonly switches: SwitchesService) {}

  @Get()
  all() {
    return { values: this.switches.values, definitions: switches };
  }

  /** Body: `{ "<switch>": "<value>", … }`. */
  @Patch()
  change(@Body() body: Readonly<Record<string, unknown>> | undefined) {
    return { values: this.switches.change(body ?? {}) };
  }
}
