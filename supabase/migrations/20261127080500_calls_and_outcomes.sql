-- Real interviews: calls imported for review, and what came of interviews.
create table public.calls (
  id uuid primary key,
  user_id uuid not null references public.profiles (id) on delete cascade,
  name text not null check (char_length(name) between 1 and 120),
  state text not null check (state in ('listening', 'open', 'scored', 'failed')),
  candidate text not null default '' check (char_length(candidate) <= 60),
  utterances jsonb not null default '[]',
  exchanges jsonb not null default '[]',
  interview_id uuid,
  problem text not null default '' check (char_length(problem) <= 500),
  created_at timestamptz not null default now(),
  foreign key (interview_id, user_id) references public.interviews (id, user_id) on delete set null (interview_id)
);
create index calls_user_idx on public.calls (user_id, created_at desc);
create index calls_interview_idx on public.calls (interview_id, user_id) where interview_id is not null;
alter table public.calls enable row level security;
alter table public.calls force row level security;
revoke all on public.calls from anon, authenticated;
grant select, insert, delete on public.calls to authenticated;
grant update (candidate, utterances, exchanges, state, problem, interview_id) on public.calls to authenticated;
create policy calls_select on public.calls for select to authenticated
  using (user_id = any (array(select private.visible_users())));
create policy calls_insert on public.calls for insert to authenticated with check (user_id = (select auth.uid()));
create policy calls_update on public.calls for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy calls_delete on public.calls for delete to authenticated using (user_id = (select auth.uid()));

create table public.outcomes (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  happened_on date not null,
  company text not null default '' check (char_length(company) <= 120),
  role_name text not null default '' check (char_length(role_name) <= 120),
  stage text not null check (stage in ('screen', 'interview', 'task', 'final')),
  result text not null check (result in ('waiting', 'advanced', 'offer', 'rejected', 'withdrew')),
  heard text not null default '' check (char_length(heard) <= 4000),
  interview_id uuid,
  created_at timestamptz not null default now(),
  foreign key (interview_id, user_id) references public.interviews (id, user_id) on delete set null (interview_id)
);
create index outcomes_user_idx on public.outcomes (user_id, happened_on desc);
create index outcomes_interview_idx on public.outcomes (interview_id, user_id) where interview_id is not null;
alter table public.outcomes enable row level security;
alter table public.outcomes force row level security;
revoke all on public.outcomes from anon, authenticated;
grant select, insert, delete on public.outcomes to authenticated;
grant update (happened_on, company, role_name, stage, result, heard) on public.outcomes to authenticated;
create policy outcomes_select on public.outcomes for select to authenticated
  using (user_id = any (array(select private.visible_users())));
create policy outcomes_insert on public.outcomes for insert to authenticated with check (user_id = (select auth.uid()));
create policy outcomes_update on public.outcomes for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy outcomes_delete on public.outcomes for delete to authenticated using (user_id = (select auth.uid()));
