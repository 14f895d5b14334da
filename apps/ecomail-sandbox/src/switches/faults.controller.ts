import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { FaultsService } from './faults.service';

@Controller('_sandbox/faults')
export class FaultsController {
  constructor(private readonly faults: FaultsService) {}

  @Get()
  all() {
    return { rows: this.faults.all() };
  }

  @Post()
  add(@Body() body: unknown) {
    return this.faults.add(body);
  }

  @Delete()
  @HttpCode(204)
  clear() {
    this.faults.clear();
  }

  @Delete(':fault')
  @HttpCode(204)
  remove(@Param('fault') id: string) {
    this.faults.remove(Number(id));
  }
}
