-- What operators should know, and what they have switched on for whom.
create table private.operator_alerts (
  key text primary key check (char_length(key) between 1 and 200),
  level text not null check (level in ('notice', 'warning', 'problem')),
  text text not null check (char_length(text) <= 2000),
  first_at timestamptz not null default now(),
  last_at timestamptz not null default now(),
  times bigint not null default 1,
  settled_at timestamptz
);
alter table private.operator_alerts enable row level security;
alter table private.operator_alerts force row level security;
grant select, insert, update on private.operator_alerts to app_system;
create policy operator_alerts_system on private.operator_alerts to app_system using (true) with check (true);

-- A flag without a row has the value given in the code.
create table public.feature_flags (
  name text primary key check (char_length(name) between 1 and 100),
  enabled boolean not null,
  percentage smallint not null check (percentage between 0 and 100),
  roles text[] not null default '{}' check (roles <@ array['candidate', 'coach', 'admin']),
  people uuid[] not null default '{}',
  changed_at timestamptz not null default now()
);
alter table public.feature_flags enable row level security;
alter table public.feature_flags force row level security;
revoke all on public.feature_flags from anon, authenticated;
grant select on public.feature_flags to authenticated;
grant select, insert, update on public.feature_flags to app_system;
create policy feature_flags_select on public.feature_flags for select to authenticated using (true);
create policy feature_flags_system on public.feature_flags to app_system using (true) with check (true);
