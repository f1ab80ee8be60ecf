-- Questions that people have brought along; the bank is everybody's, these are their person's alone.
create table public.own_questions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  text text not null check (char_length(text) between 8 and 400),
  plain text not null check (char_length(plain) between 1 and 400),
  kind text not null check (kind in ('behavioural', 'technical', 'situational', 'system_design', 'hr')),
  level text check (level in ('entry', 'mid', 'senior', 'lead')),
  key_points text[] not null default '{}' check (cardinality(key_points) <= 8),
  created_at timestamptz not null default now(),
  unique (user_id, plain)
);
alter table public.own_questions enable row level security;
alter table public.own_questions force row level security;
revoke all on public.own_questions from anon, authenticated;
grant select, insert, delete on public.own_questions to authenticated;
grant update (text, plain, kind, level, key_points) on public.own_questions to authenticated;
create policy own_questions_select on public.own_questions for select to authenticated
  using (user_id = any (array(select private.visible_users())));
create policy own_questions_insert on public.own_questions for insert to authenticated
  with check (user_id = (select auth.uid()));
create policy own_questions_update on public.own_questions for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy own_questions_delete on public.own_questions for delete to authenticated
  using (user_id = (select auth.uid()));
