import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Config, configToken } from '../config';
import type { ConnectionRow } from './connection-row';
import { ConnectionMovesService } from './stages/connection-moves.service';
import { problemOfAddress } from './addresses';

/**
 * Pauses at the start whatever connection leads to an address that is not trusted: with the configuration of now, or
 * since before it was asked. Runs before anything is sent.
 */
@Injectable()
export class UntrustedAddressesService implements OnModuleInit {
  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly moves: ConnectionMovesService,
    private readonly dataSource: DataSource,
  ) {}

  async onModuleInit(): Promise<void> {
    const active: ConnectionRow[] = await this.dataSource.query(
      `select * from connections where state = 'active'`,
    );
    for (const connection of active) {
      const problem = problemOfAddress(connection.base_url, this.config.ecomail);
      if (problem !== undefined)
        await this.moves.stop(connection, 'address-not-trusted', `the address ${problem}`);
    }
  }
}
