-- The shared layer of the cache of models' answers. `value` is null while somebody is making it; an entry with a
-- person goes when that person goes.
create table private.model_cache (
  key text primary key check (char_length(key) between 1 and 300),
  use text not null default '' check (char_length(use) <= 100),
  user_id uuid references public.profiles (id) on delete cascade,
  value text,
  claimed_until timestamptz,
  claimed_by uuid,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index model_cache_user_idx on private.model_cache (user_id) where user_id is not null;
create index model_cache_expires_idx on private.model_cache (expires_at);
alter table private.model_cache enable row level security;
alter table private.model_cache force row level security;
grant select, insert, update, delete on private.model_cache to app_system;
create policy model_cache_system on private.model_cache to app_system using (true) with check (true);

-- How often each layer had what was asked for; the layer "miss" counts what none of them had.
create table private.cache_counts (
  day date not null,
  use text not null check (char_length(use) <= 100),
  layer text not null check (layer in ('memory', 'redis', 'database', 'miss')),
  times bigint not null default 0,
  primary key (day, use, layer)
);
alter table private.cache_counts enable row level security;
alter table private.cache_counts force row level security;
grant select, insert, update on private.cache_counts to app_system;
create policy cache_counts_system on private.cache_counts to app_system using (true) with check (true);
