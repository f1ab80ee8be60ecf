-- Runs of agents with every try they made, and what people thought of what they got.
create table public.agent_runs (
  id uuid primary key,
  at timestamptz not null,
  agent text not null check (char_length(agent) between 1 and 100),
  state text not null check (state in ('answered', 'cached', 'fallback', 'failed')),
  user_id uuid references public.profiles (id) on delete cascade,
  subject_id uuid,
  prompt text not null default '',
  provider text not null default '',
  model text not null default '',
  tokens_in bigint not null default 0,
  tokens_out bigint not null default 0,
  tokens_cached bigint not null default 0,
  dollars numeric not null default 0,
  unpriced integer not null default 0,
  ms bigint not null default 0,
  error text not null default '',
  cache text not null default '',
  trace_id uuid,
  calls jsonb not null default '[]' check (jsonb_typeof(calls) = 'array'),
  -- told apart from `calls` when the row is made, so that a month's sums need not open every array
  tries integer not null default 0,
  failed_tries integer not null default 0,
  unique (id, user_id)
);
create index agent_runs_at_idx on public.agent_runs (at desc);
create index agent_runs_agent_idx on public.agent_runs (agent, at desc);
create index agent_runs_state_idx on public.agent_runs (state, at desc);
create index agent_runs_user_idx on public.agent_runs (user_id, subject_id, at desc) where user_id is not null;
alter table public.agent_runs enable row level security;
alter table public.agent_runs force row level security;
revoke all on public.agent_runs from anon, authenticated;
grant select on public.agent_runs to authenticated;
grant select, insert on public.agent_runs to app_system;
create policy agent_runs_select on public.agent_runs for select to authenticated
  using (user_id = any (array(select private.visible_users())));
create policy agent_runs_system on public.agent_runs to app_system using (true) with check (true);

-- One opinion a person and thing; saying it again changes it. `run_id` and `sent_at` tell where it has been sent.
create table public.feedback (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  subject_kind text not null check (char_length(subject_kind) between 1 and 50),
  subject_id uuid not null,
  run_id uuid,
  score smallint not null check (score in (-1, 1)),
  comment text not null default '' check (char_length(comment) <= 2000),
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  unique (user_id, subject_kind, subject_id),
  foreign key (run_id, user_id) references public.agent_runs (id, user_id) on delete set null (run_id)
);
create index feedback_run_idx on public.feedback (run_id, user_id) where run_id is not null;
create index feedback_unsent_idx on public.feedback (created_at) where sent_at is null;
alter table public.feedback enable row level security;
alter table public.feedback force row level security;
revoke all on public.feedback from anon, authenticated;
grant select on public.feedback to authenticated, app_system;
grant insert (user_id, subject_kind, subject_id, score, comment) on public.feedback to authenticated;
grant update (score, comment, sent_at) on public.feedback to authenticated;
grant update (run_id, sent_at) on public.feedback to app_system;
create policy feedback_select on public.feedback for select to authenticated
  using (user_id = any (array(select private.visible_users())));
create policy feedback_insert on public.feedback for insert to authenticated with check (user_id = (select auth.uid()));
create policy feedback_update on public.feedback for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy feedback_system on public.feedback to app_system using (true) with check (true);
