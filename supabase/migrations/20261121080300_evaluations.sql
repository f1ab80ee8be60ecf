-- Evaluations, their criteria as rows for trends, and session summaries. People read them; only the worker writes them,
-- so nobody can hand in a score of their own making. A new scoring is a new row.
create table public.evaluations (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  answer_id uuid not null,
  version integer not null check (version > 0),
  job_key text not null,
  state text not null check (state in ('scored', 'estimated', 'unscored')),
  total smallint check (total between 0 and 100),
  low smallint check (low between 0 and 100),
  high smallint check (high between 0 and 100),
  rubric text not null default '',
  provider text not null default '',
  body jsonb not null,
  created_at timestamptz not null default now(),
  unique (user_id, job_key),
  unique (answer_id, version),
  unique (id, user_id),
  check ((state = 'unscored') = (total is null)),
  check ((total is null) = (low is null) and (total is null) = (high is null)),
  foreign key (answer_id, user_id) references public.answers (id, user_id) on delete cascade
);
alter table public.evaluations enable row level security;
alter table public.evaluations force row level security;
revoke all on public.evaluations from anon, authenticated;
grant select on public.evaluations to authenticated;
grant select, insert on public.evaluations to app_system;
create policy evaluations_select on public.evaluations for select to authenticated
  using (user_id = any (array(select private.visible_users())));
create policy evaluations_system on public.evaluations to app_system using (true) with check (true);

create table public.criterion_scores (
  evaluation_id uuid not null,
  criterion_id text not null,
  user_id uuid not null references public.profiles (id) on delete cascade,
  name text not null,
  weight double precision not null,
  level smallint not null check (level between 0 and 4),
  verified boolean not null,
  primary key (evaluation_id, criterion_id),
  foreign key (evaluation_id, user_id) references public.evaluations (id, user_id) on delete cascade
);
create index criterion_scores_user_idx on public.criterion_scores (user_id, criterion_id);
alter table public.criterion_scores enable row level security;
alter table public.criterion_scores force row level security;
revoke all on public.criterion_scores from anon, authenticated;
grant select on public.criterion_scores to authenticated;
grant select, insert on public.criterion_scores to app_system;
create policy criterion_scores_select on public.criterion_scores for select to authenticated
  using (user_id = any (array(select private.visible_users())));
create policy criterion_scores_system on public.criterion_scores to app_system using (true) with check (true);

create table public.summaries (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  interview_id uuid not null,
  job_key text not null,
  body jsonb not null,
  created_at timestamptz not null default clock_timestamp(),
  unique (user_id, job_key),
  foreign key (interview_id, user_id) references public.interviews (id, user_id) on delete cascade
);
create index summaries_interview_idx on public.summaries (interview_id, created_at desc);
alter table public.summaries enable row level security;
alter table public.summaries force row level security;
revoke all on public.summaries from anon, authenticated;
grant select on public.summaries to authenticated;
grant select, insert on public.summaries to app_system;
create policy summaries_select on public.summaries for select to authenticated
  using (user_id = any (array(select private.visible_users())));
create policy summaries_system on public.summaries to app_system using (true) with check (true);
