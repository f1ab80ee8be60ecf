-- What people say about single criteria of a scoring. One row a criterion; changed and taken back at will.
create table public.disagreements (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  answer_id uuid not null,
  evaluation_id uuid not null,
  criterion_id text not null check (char_length(criterion_id) between 1 and 60),
  shown smallint not null check (shown between 0 and 4),
  wanted smallint not null check (wanted between 0 and 4),
  words text not null default '' check (char_length(words) <= 1000),
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  unique (evaluation_id, user_id, criterion_id),
  check (wanted <> shown),
  foreign key (answer_id, user_id) references public.answers (id, user_id) on delete cascade,
  foreign key (evaluation_id, user_id) references public.evaluations (id, user_id) on delete cascade
);
create index disagreements_user_idx on public.disagreements (user_id);
create index disagreements_answer_idx on public.disagreements (answer_id, user_id);
create index disagreements_unsent_idx on public.disagreements (created_at) where sent_at is null;
alter table public.disagreements enable row level security;
alter table public.disagreements force row level security;
revoke all on public.disagreements from anon, authenticated;
grant select, delete on public.disagreements to authenticated;
grant insert (user_id, answer_id, evaluation_id, criterion_id, shown, wanted, words) on public.disagreements to authenticated;
grant update (wanted, words, sent_at) on public.disagreements to authenticated;
grant select on public.disagreements to app_system;
grant update (sent_at) on public.disagreements to app_system;
create policy disagreements_select on public.disagreements for select to authenticated
  using (user_id = any (array(select private.visible_users())));
create policy disagreements_insert on public.disagreements for insert to authenticated
  with check (user_id = (select auth.uid()));
create policy disagreements_update on public.disagreements for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy disagreements_delete on public.disagreements for delete to authenticated
  using (user_id = (select auth.uid()));
create policy disagreements_system on public.disagreements for select to app_system using (true);
create policy disagreements_system_update on public.disagreements for update to app_system
  using (true) with check (true);
