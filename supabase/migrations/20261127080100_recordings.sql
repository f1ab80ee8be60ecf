-- Spoken answers: what was heard in each recording of a turn. The sound itself is a file, named by stored_name while
-- it is needed. The same clip is one row, however often a browser sends it.
create table public.recordings (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  turn_id uuid not null,
  interview_id uuid not null,
  answer_id uuid,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  state text not null default 'waiting' check (state in ('waiting', 'heard', 'refused', 'discarded')),
  progress real not null default 0 check (progress between 0 and 1),
  stored_name text not null default '' check (char_length(stored_name) <= 60),
  keep_audio boolean not null default false,
  seconds_left double precision not null default 0,
  draft_before text not null default '' check (char_length(draft_before) <= 20000),
  transcript jsonb,
  problem text not null default '' check (char_length(problem) <= 500),
  created_at timestamptz not null default now(),
  unique (user_id, digest),
  check ((state = 'heard') <= (transcript is not null)),
  foreign key (turn_id, interview_id, user_id) references public.turns (id, interview_id, user_id) on delete cascade,
  foreign key (answer_id, user_id) references public.answers (id, user_id) on delete cascade
);
create index recordings_turn_idx on public.recordings (turn_id, interview_id, user_id);
create index recordings_answer_idx on public.recordings (answer_id, user_id) where answer_id is not null;
create index recordings_waiting_idx on public.recordings (created_at) where state = 'waiting';
create index recordings_sound_idx on public.recordings (created_at) where stored_name <> '';
alter table public.recordings enable row level security;
alter table public.recordings force row level security;
revoke all on public.recordings from anon, authenticated;
grant select on public.recordings to authenticated, app_system;
grant insert (user_id, turn_id, interview_id, digest, stored_name, keep_audio, seconds_left)
  on public.recordings to authenticated;
grant update (answer_id, state, progress, stored_name, keep_audio, draft_before, transcript, problem)
  on public.recordings to authenticated;
grant update (stored_name) on public.recordings to app_system;
create policy recordings_select on public.recordings for select to authenticated
  using (user_id = any (array(select private.visible_users())));
create policy recordings_insert on public.recordings for insert to authenticated
  with check (user_id = (select auth.uid()));
create policy recordings_update on public.recordings for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy recordings_system on public.recordings for select to app_system using (true);
create policy recordings_system_update on public.recordings for update to app_system using (true) with check (true);
