import type { Pool } from 'pg'

/**
 * The history of the tables, oldest first. What is here has run somewhere: it is never edited, only followed. It
 * imports nothing of today's code, which will be another one when an old database meets it. Types and statements keep
 * to what Citus, YugabyteDB and CockroachDB know too: the tenant is in every key, no sequences, no triggers.
 */
const history: readonly string[] = [
  `
  create table log_head (
    tenant_id        text primary key,
    -- The next free place. Locked in the transaction that fills it: places are dense and become visible in order.
    next_pos         bigint not null default 1,
    register_version int not null default 0
  );

  create table device (
    tenant_id   text not null,
    device_id   uuid not null,
    incarnation int not null,
    public_key  bytea not null,
    head_seq    bigint not null default -1,
    head_id     bytea,
    enrolled_at timestamptz not null,
    revoked_at  timestamptz,
    primary key (tenant_id, device_id, incarnation)
  );
  create index device_by_id on device (device_id, incarnation);

  create table enrolment_code (
    tenant_id        text not null,
    code_hash        bytea not null,
    expires_at       timestamptz not null,
    used_device      uuid,
    used_incarnation int,
    primary key (tenant_id, code_hash)
  );

  create table event (
    tenant_id   text not null,
    pos         bigint not null,
    event_id    bytea not null,
    device_id   uuid not null,
    incarnation int not null,
    seq         bigint not null,
    subject_id  uuid not null,
    leaf        bytea not null,
    sealed      bytea not null,
    received_at timestamptz not null,
    primary key (tenant_id, pos),
    unique (tenant_id, event_id),
    unique (tenant_id, device_id, incarnation, seq)
  );
  create index event_by_subject on event (tenant_id, subject_id, pos);
  -- A log grows. The owner takes from itself what no code of ours should ever do.
  revoke update, delete, truncate on event from current_user;

  create table quarantine (
    tenant_id   text not null,
    device_id   uuid not null,
    incarnation int not null,
    seq         bigint not null,
    event_id    bytea not null,
    why         text not null,
    leaf        bytea not null,
    sealed      bytea not null,
    received_at timestamptz not null,
    primary key (tenant_id, device_id, incarnation, seq, event_id)
  );

  create table blob (
    tenant_id text not null,
    sha       bytea not null,
    bytes     bigint not null,
    stored_at timestamptz not null,
    primary key (tenant_id, sha)
  );

  create table subject_key (
    tenant_id    text not null,
    subject_id   uuid not null,
    wrapped      bytea,
    destroyed_at timestamptz,
    primary key (tenant_id, subject_id)
  );

  -- The register: a projection. It can be dropped and is rebuilt from event.
  create table register_subject (
    tenant_id  text not null,
    subject_id uuid not null,
    pos        bigint not null,
    primary key (tenant_id, subject_id, pos)
  );
  create table register_point (
    tenant_id  text not null,
    blind_name bytea not null,
    pos        bigint not null,
    primary key (tenant_id, blind_name, pos)
  );
  `,
  // What reaches the server before any workstation: web forms, confirmations, other systems.
  `
  create table intake (
    tenant_id   text not null,
    act         uuid not null,
    kind        text not null,
    received_at timestamptz not null,
    primary key (tenant_id, act)
  );

  -- The token itself is in the letter alone; here and in the log is its hash.
  create table confirmation (
    tenant_id    text not null,
    token_sha256 bytea not null,
    act          uuid not null,
    subject_id   uuid not null,
    mailbox_name bytea not null,
    sealed       bytea not null,
    asked_at     timestamptz not null,
    lapses_at    timestamptz not null,
    answered_at  timestamptz,
    lapsed_at    timestamptz,
    primary key (tenant_id, token_sha256)
  );
  create index confirmation_by_mailbox on confirmation (tenant_id, mailbox_name, asked_at);
  create index confirmation_by_end on confirmation (tenant_id, lapses_at);

  -- A letter that left keeps its row and loses its words.
  create table letter (
    tenant_id   text not null,
    letter_id   uuid not null,
    subject_id  uuid not null,
    sealed      bytea,
    written_at  timestamptz not null,
    sent_at     timestamptz,
    tries       int not null default 0,
    next_try_at timestamptz not null,
    primary key (tenant_id, letter_id)
  );
  create index letter_by_turn on letter (tenant_id, next_try_at);

  -- Who is reached by what, and who has which words in their name: found by names only this tenant's key can make.
  create table register_reach (
    tenant_id  text not null,
    blind_name bytea not null,
    subject_id uuid not null,
    primary key (tenant_id, blind_name, subject_id)
  );
  `,
  // Put back from a backup: the span of places that were given and are not here, and who has given back what they had.
  `
  alter table log_head add column recover_above bigint;
  alter table log_head add column recover_to bigint;
  alter table device add column is_own boolean not null default false;
  create table recovery_heard (
    tenant_id   text not null,
    device_id   uuid not null,
    incarnation int not null,
    primary key (tenant_id, device_id, incarnation)
  );
  create table log_void (
    tenant_id text not null,
    pos       bigint not null,
    primary key (tenant_id, pos)
  );
  `,
  // Which tenant a name shown at the door belongs to. Rows of tenants themselves are guarded (guards.ts).
  `
  create table door (
    name      text primary key,
    tenant_id text not null
  );
  insert into door (name, tenant_id) select 'device/' || device_id || '.' || incarnation, tenant_id from device;
  insert into door (name, tenant_id) select 'code/' || encode(code_hash, 'hex'), tenant_id from enrolment_code;
  `,
]

/** Brings the tables up to today. Two servers starting at once do it one after the other. */
export async function migrate(pool: Pool): Promise<void> {
  await pool.query('create table if not exists schema_version (version int primary key)').catch(alreadyThere)
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('lock table schema_version in exclusive mode')
    const { rows } = await client.query<{ version: number | null }>(
      'select max(version) as version from schema_version',
    )
    const before = rows[0]?.version ?? 0
    if (before > history.length) throw new Error(`the database is of version ${before}, newer than this server`)
    for (const [index, step] of history.entries()) {
      if (index < before) continue
      await client.query(step)
      await client.query('insert into schema_version (version) values ($1)', [index + 1])
    }
    await client.query('commit')
  } catch (problem) {
    await client.query('rollback')
    throw problem
  } finally {
    client.release()
  }
}

/** PostgreSQL may let two sessions race on `if not exists`; the loser finds the table made. */
function alreadyThere(problem: unknown): void {
  if (!(problem instanceof Error && 'code' in problem && (problem.code === '23505' || problem.code === '42P07')))
    throw problem
}
