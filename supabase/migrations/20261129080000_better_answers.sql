-- An answer one level up in a model's words: asked for by the person, written by a job. One row an answer.
create table public.better_answers (
  answer_id uuid primary key,
  user_id uuid not null references public.profiles (id) on delete cascade,
  state text not null default 'waiting' check (state in ('waiting', 'ready', 'failed')),
  pieces jsonb not null default '[]' check (jsonb_typeof(pieces) = 'array'),
  note text not null default '' check (char_length(note) <= 400),
  account text not null default '' check (char_length(account) <= 80),
  asked_at timestamptz not null default now(),
  foreign key (answer_id, user_id) references public.answers (id, user_id) on delete cascade
);
create index better_answers_user_idx on public.better_answers (user_id);
create index better_answers_waiting_idx on public.better_answers (asked_at) where state = 'waiting';
alter table public.better_answers enable row level security;
alter table public.better_answers force row level security;
revoke all on public.better_answers from anon, authenticated;
grant select, delete on public.better_answers to authenticated;
grant insert (answer_id, user_id) on public.better_answers to authenticated;
grant update (state, asked_at) on public.better_answers to authenticated;
grant select on public.better_answers to app_system;
grant update (state, pieces, note, account) on public.better_answers to app_system;
create policy better_answers_select on public.better_answers for select to authenticated
  using (user_id = any (array(select private.visible_users())));
create policy better_answers_insert on public.better_answers for insert to authenticated
  with check (user_id = (select auth.uid()));
-- The words are the worker's to write; the person may only ask again.
create policy better_answers_update on public.better_answers for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()) and state = 'waiting');
create policy better_answers_delete on public.better_answers for delete to authenticated
  using (user_id = (select auth.uid()));
create policy better_answers_system on public.better_answers for select to app_system using (true);
create policy better_answers_system_update on public.better_answers for update to app_system
  using (true) with check (true);
