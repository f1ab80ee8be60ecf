-- The question bank, interviews with their turns, drafts and answers.
create table public.questions (
  id text primary key,
  kind text not null check (kind in ('behavioural', 'technical', 'situational', 'system_design', 'hr')),
  roles text[] not null check (cardinality(roles) > 0),
  levels text[] not null check (cardinality(levels) > 0),
  skills text[] not null default '{}',
  seconds integer not null check (seconds between 30 and 1800),
  text text not null,
  key_points text[] not null,
  outline text not null,
  source text not null default 'bank',
  updated_at timestamptz not null default now(),
  retired_at timestamptz
);
create index questions_roles_idx on public.questions using gin (roles);
alter table public.questions enable row level security;
alter table public.questions force row level security;
revoke all on public.questions from anon, authenticated;
grant select on public.questions to authenticated;
grant select, insert, update on public.questions to app_system;
create policy questions_select on public.questions for select to authenticated using (true);
create policy questions_system on public.questions to app_system using (true) with check (true);

-- Which edition of data/ the bank was filled from: at most one row.
create table private.question_bank (
  only_row boolean primary key default true check (only_row),
  digest text not null,
  synced_at timestamptz not null default now()
);
alter table private.question_bank enable row level security;
alter table private.question_bank force row level security;
grant select, insert, update on private.question_bank to app_system;
create policy question_bank_system on private.question_bank to app_system using (true) with check (true);

create table public.interviews (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  role_id text not null,
  role_name text not null,
  mode text not null check (mode in ('practice', 'realistic')),
  setup jsonb not null,
  resume_id uuid,
  status text not null default 'in_progress' check (status in ('in_progress', 'paused', 'finished')),
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  unique (id, user_id),
  foreign key (resume_id, user_id) references public.resumes (id, user_id) on delete set null (resume_id)
);
create index interviews_user_idx on public.interviews (user_id, created_at desc);
create index interviews_resume_idx on public.interviews (resume_id, user_id) where resume_id is not null;
alter table public.interviews enable row level security;
alter table public.interviews force row level security;
revoke all on public.interviews from anon, authenticated;
grant select, insert, delete on public.interviews to authenticated;
grant update (status, finished_at) on public.interviews to authenticated;
grant select on public.interviews to app_system;
create policy interviews_select on public.interviews for select to authenticated
  using (user_id = any (array(select private.visible_users())));
create policy interviews_insert on public.interviews for insert to authenticated
  with check (user_id = (select auth.uid()));
create policy interviews_update on public.interviews for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy interviews_delete on public.interviews for delete to authenticated using (user_id = (select auth.uid()));
create policy interviews_system on public.interviews for select to app_system using (true);

-- `question` is a copy: the bank may change, what was asked may not. No foreign key to the bank, because a question
-- may also come from the resume or the job description.
create table public.turns (
  id uuid primary key default gen_random_uuid(),
  interview_id uuid not null,
  user_id uuid not null references public.profiles (id) on delete cascade,
  position integer not null check (position > 0),
  question_id text not null,
  question jsonb not null,
  reason text not null default '',
  origin text not null default 'bank',
  cited_line text,
  status text not null default 'waiting' check (status in ('waiting', 'asking', 'answered', 'skipped')),
  seconds integer not null check (seconds > 0),
  started_at timestamptz,
  deadline_at timestamptz,
  unique (interview_id, position),
  unique (id, user_id),
  unique (id, interview_id, user_id),
  foreign key (interview_id, user_id) references public.interviews (id, user_id) on delete cascade
);
create index turns_user_idx on public.turns (user_id, question_id);
alter table public.turns enable row level security;
alter table public.turns force row level security;
revoke all on public.turns from anon, authenticated;
grant select, insert on public.turns to authenticated;
grant update (status, started_at, deadline_at) on public.turns to authenticated;
grant select on public.turns to app_system;
create policy turns_select on public.turns for select to authenticated
  using (user_id = any (array(select private.visible_users())));
create policy turns_insert on public.turns for insert to authenticated with check (user_id = (select auth.uid()));
create policy turns_update on public.turns for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy turns_system on public.turns for select to app_system using (true);

create table public.drafts (
  turn_id uuid primary key,
  user_id uuid not null references public.profiles (id) on delete cascade,
  text text not null check (char_length(text) <= 20000),
  revision integer not null default 1,
  saved_at timestamptz not null default now(),
  foreign key (turn_id, user_id) references public.turns (id, user_id) on delete cascade
);
create index drafts_user_idx on public.drafts (user_id);
alter table public.drafts enable row level security;
alter table public.drafts force row level security;
revoke all on public.drafts from anon, authenticated;
grant select, insert on public.drafts to authenticated;
grant update (text, revision, saved_at) on public.drafts to authenticated;
create policy drafts_select on public.drafts for select to authenticated
  using (user_id = any (array(select private.visible_users())));
create policy drafts_insert on public.drafts for insert to authenticated with check (user_id = (select auth.uid()));
create policy drafts_update on public.drafts for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

-- An answer is written once and never changed. `client_key` makes a repeated submission the same row.
create table public.answers (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  turn_id uuid not null,
  interview_id uuid not null,
  attempt integer not null default 1 check (attempt > 0),
  text text not null check (char_length(text) <= 20000),
  client_key text not null check (char_length(client_key) between 1 and 200),
  seconds_used double precision not null default 0 check (seconds_used >= 0),
  submitted_by_clock boolean not null default false,
  submitted_at timestamptz not null default now(),
  unique (user_id, client_key),
  unique (turn_id, attempt),
  unique (id, user_id),
  foreign key (turn_id, interview_id, user_id) references public.turns (id, interview_id, user_id) on delete cascade
);
create index answers_interview_idx on public.answers (interview_id, user_id);
create index answers_user_time_idx on public.answers (user_id, submitted_at desc) include (id, interview_id);
alter table public.answers enable row level security;
alter table public.answers force row level security;
revoke all on public.answers from anon, authenticated;
grant select on public.answers to authenticated, app_system;
grant insert (user_id, turn_id, interview_id, attempt, text, client_key, seconds_used, submitted_by_clock)
  on public.answers to authenticated;
create policy answers_select on public.answers for select to authenticated
  using (user_id = any (array(select private.visible_users())));
create policy answers_insert on public.answers for insert to authenticated with check (user_id = (select auth.uid()));
create policy answers_system on public.answers for select to app_system using (true);
