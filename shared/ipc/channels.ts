/** Names only, so that the preload bridge can list them without carrying the schemas. */
export const channels = [
  'app:describe',
  'operator:choose',
  'hand-over:begin',
  'hand-over:read',
  'hand-over:return',
  'return-pin:change',
  'draft:keep',
  'draft:list',
  'draft:discard',
  'paper:take',
  'paper:open',
  'paper:seen',
  'batch:read',
  'batch:change',
  'batch:close',
  'folder:watch',
  'folder:describe',
  'lane:read',
  'lane:keep',
  'evidence:keep',
  'evidence:open',
  'journal:record',
  'journal:read',
  'proof:gather',
  'sync:now',
  'sync:describe',
] as const
export type ChannelName = (typeof channels)[number]

/** News the window may be told without asking. */
export const newsNames = ['journal:grew', 'sync:changed', 'paper:arrived'] as const
export type NewsName = (typeof newsNames)[number]
