import type { components as core, paths as CorePaths } from './core';
import type { components as gateway, paths as GatewayPaths } from './gateway';
import type { components as letters, paths as LettersPaths } from './letters';
import type { components as own, paths as OwnPaths } from './own';
import type { components as sync, paths as SyncPaths } from './sync';

/** What the services answer with, under the names that their documents give it. */
export type Core = core['schemas'];
export type Sync = sync['schemas'];
export type Gateway = gateway['schemas'];
export type Letters = letters['schemas'];
/** The console's own answers. */
export type Own = own['schemas'];
export type { CorePaths, GatewayPaths, LettersPaths, OwnPaths, SyncPaths };
