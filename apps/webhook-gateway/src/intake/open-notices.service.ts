import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { DataSource } from 'typeorm';
import { openCondition } from './open-notices';

const measurers = new Set<() => Promise<void>>();
let measuring: Promise<void> | undefined;
/** Both come from one measurement. */
const collect = (): Promise<void> => (measuring ??= measureAll().finally(() => (measuring = undefined)));

async function measureAll(): Promise<void> {
  open.reset();
  oldest.reset();
  await Promise.all([...measurers].map((measure) => measure()));
}

const open = new Gauge({
  name: 'notices_open',
  help: 'Notices that wait for a verdict, or for what loyalty-core makes of the command, by state.',
  labelNames: ['state'] as const,
  collect,
});
const oldest = new Gauge({
  name: 'notices_oldest_open_seconds',
  help: 'Age of the oldest of them; without a state when none is open.',
  labelNames: ['state'] as const,
  collect,
});

/** Measures what is open when somebody asks for the metrics. */
@Injectable()
export class OpenNoticesService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly measure = (): Promise<void> => this.measureNow();

  constructor(private readonly dataSource: DataSource) {}

  onApplicationBootstrap(): void {
    measurers.add(this.measure);
  }

  onModuleDestroy(): void {
    measurers.delete(this.measure);
  }

  private async measureNow(): Promise<void> {
    const rows: { state: string; notices: number; seconds: number }[] = await this.dataSource.query(
      `select state, count(*)::int as notices, extract(epoch from now() - min(received_at))::float as seconds
       from notices where ${openCondition} group by state`,
    );
    for (const { state, notices, seconds } of rows) {
      open.set({ state }, notices);
      oldest.set({ state }, seconds);
    }
  }
}
