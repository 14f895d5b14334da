import { Problem } from '@ellity/platform';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { AccountsService } from '../delivery/accounts.service';
import { Inject } from '@nestjs/common';
import { type Config, configToken } from '../config';
import { AccountChecksService, type ListChoice } from './account-checks.service';
import { ActivationService } from './activation.service';
import { ActivateRequest, KeyRequest } from './connection-requests';
import { type ConnectionCounts, type ConnectionView, connectionView } from './connection-view';
import { ConnectionsService } from './connections.service';

@ApiTags('connections')
@Controller('connections/:shopId')
export class ConnectionController {
  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly connections: ConnectionsService,
    private readonly activation: ActivationService,
    private readonly checks: AccountChecksService,
    private readonly accounts: AccountsService,
    private readonly dataSource: DataSource,
  ) {}

  @Post('key')
  @HttpCode(200)
  @ApiOperation({ summary: 'Checks an API key and tells the lists of its account; keeps nothing' })
  async checkKey(@Param('shopId') shopId: string, @Body() request: KeyRequest): Promise<{ lists: ListChoice[] }> {
    shopIdOf(shopId);
    const account = this.accounts.ofKey(request.apiKey, request.baseUrl ?? this.config.ecomailBaseUrl, 1_000);
    return this.checks.run(async () => {
      await this.checks.checkKey(account);
      return { lists: await this.checks.lists(account) };
    });
  }

  @Put()
  @ApiOperation({ summary: 'Activates the connection: key, list, fields, roster. May be repeated; nothing is half-done' })
  async activate(@Param('shopId') shopId: string, @Body() request: ActivateRequest): Promise<ConnectionView> {
    await this.activation.activate(shopIdOf(shopId), request);
    return this.show(shopId);
  }

  @Get()
  @ApiOperation({ summary: 'The connection as it is, without its key' })
  async show(@Param('shopId') shopId: string): Promise<ConnectionView> {
    const connection = await this.connections.find(shopIdOf(shopId));
    if (!connection) throw new Problem(404, 'no-connection', 'This shop never had a connection. Activate one with PUT.');
    const [counts]: [ConnectionCounts] = await this.dataSource.query(
      `select count(*)::int as contacts,
         count(*) filter (where stored_version > 0)::int as stored,
         count(*) filter (where dirty_since is not null and rejected_reason is null and email is not null)::int as "toWrite",
         count(*) filter (where email is null)::int as "waitingForProfile",
         count(*) filter (where rejected_reason is not null)::int as rejected
       from contacts where shop_id = $1`,
      [shopId],
    );
    return connectionView(connection, counts);
  }

  @Post('resume')
  @HttpCode(200)
  @ApiOperation({ summary: 'Goes on with a new key of the same account' })
  async resume(@Param('shopId') shopId: string, @Body() request: KeyRequest): Promise<ConnectionView> {
    await this.activation.resume(shopIdOf(shopId), request.apiKey);
    return this.show(shopId);
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Ends the connection; what waits is told to nobody' })
  async end(@Param('shopId') shopId: string): Promise<void> {
    await this.activation.end(shopIdOf(shopId));
  }
}

function shopIdOf(text: string): string {
  if (/^[a-z][a-z0-9-]{0,59}$/.test(text)) return text;
  throw new Problem(400, 'request-invalid', 'A shop id has lower-case letters, digits and hyphens.', [
    { field: 'shopId', problem: 'must be a shop id' },
  ]);
}
