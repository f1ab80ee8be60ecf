-- What the use of models counts: by account and model, by person; what operators decided and how accounts stand.
-- The app's system login alone writes here; people read their own use.

-- The ledger: an organization's use of a model on one of its days. What a try may use is held before it is sent and
-- replaced by what it used afterwards, so a crash leaves the most it can have used, and there is nothing to clean up.
create table private.provider_usage (
  day date not null,
  provider text not null check (char_length(provider) between 1 and 50),
  organization text not null check (char_length(organization) <= 200),
  model text not null check (char_length(model) between 1 and 200),
  requests bigint not null default 0,
  failures bigint not null default 0,
  tokens_in bigint not null default 0,
  tokens_out bigint not null default 0,
  tokens_cached bigint not null default 0,
  tokens_held bigint not null default 0,
  tokens_estimated bigint not null default 0,
  audio_seconds double precision not null default 0,
  dollars numeric not null default 0,
  dollars_held numeric not null default 0,
  dollars_estimated numeric not null default 0,
  unpriced bigint not null default 0,
  unmetered bigint not null default 0,
  in_flight integer not null default 0,
  requests_limit bigint,
  requests_left bigint,
  left_until timestamptz,
  primary key (day, provider, organization, model)
);
alter table private.provider_usage enable row level security;
alter table private.provider_usage force row level security;
grant select, insert, update on private.provider_usage to app_system;
create policy provider_usage_system on private.provider_usage to app_system using (true) with check (true);

create table public.person_usage (
  user_id uuid not null references public.profiles (id) on delete cascade,
  day date not null,
  requests bigint not null default 0,
  dollars numeric not null default 0,
  primary key (user_id, day)
);
alter table public.person_usage enable row level security;
alter table public.person_usage force row level security;
revoke all on public.person_usage from anon, authenticated;
grant select on public.person_usage to authenticated;
grant select, insert, update on public.person_usage to app_system;
create policy person_usage_select on public.person_usage for select to authenticated
  using (user_id = any (array(select private.visible_users())));
create policy person_usage_system on public.person_usage to app_system using (true) with check (true);

create table private.provider_switches (
  account text primary key check (char_length(account) between 1 and 250),
  state text not null check (state in ('on', 'draining', 'off')),
  changed_at timestamptz not null default now()
);
alter table private.provider_switches enable row level security;
alter table private.provider_switches force row level security;
grant select, insert, update on private.provider_switches to app_system;
create policy provider_switches_system on private.provider_switches to app_system using (true) with check (true);

-- How an account looked to each process when it last used it.
create table private.account_states (
  account text not null check (char_length(account) between 1 and 250),
  process text not null check (char_length(process) between 1 and 200),
  breaker text not null check (breaker in ('closed', 'open', 'half_open')),
  health double precision not null,
  response_seconds double precision not null,
  cooling_until timestamptz,
  in_flight integer not null default 0,
  updated_at timestamptz not null,
  primary key (account, process)
);
create index account_states_updated_idx on private.account_states (updated_at);
alter table private.account_states enable row level security;
alter table private.account_states force row level security;
grant select, insert, update, delete on private.account_states to app_system;
create policy account_states_system on private.account_states to app_system using (true) with check (true);
