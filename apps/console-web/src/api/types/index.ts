import type { components as core, paths as CorePaths } from './core';
import type { components as gateway, paths as GatewayPaths } from './gateway';
import type { components as sync, paths as SyncPaths } from './sync';

/** What the services answer with, under the names that their documents give it. */
export type Core = core['schemas'];
export type Sync = sync['schemas'];
export type Gateway = gateway['schemas'];
export type { CorePaths, GatewayPaths, SyncPaths };
