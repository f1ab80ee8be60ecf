-- Proposed changes to a resume, with what the person decided and confirmed; one row a set of changes.
create table public.refinements (
  id uuid primary key default gen_random_uuid(),
  resume_id uuid not null,
  user_id uuid not null references public.profiles (id) on delete cascade,
  base_version integer not null check (base_version > 0),
  job_text text not null default '' check (char_length(job_text) <= 20000),
  state text not null default 'open' check (state in ('open', 'applied')),
  provider text not null default '' check (char_length(provider) <= 200),
  note text not null default '' check (char_length(note) <= 500),
  changes jsonb not null default '[]',
  confirmed jsonb not null default '[]',
  result_version integer check (result_version > 0),
  created_at timestamptz not null default now(),
  foreign key (resume_id, user_id) references public.resumes (id, user_id) on delete cascade
);
create index refinements_resume_idx on public.refinements (resume_id, created_at desc);
create index refinements_user_idx on public.refinements (user_id, created_at desc);
alter table public.refinements enable row level security;
alter table public.refinements force row level security;
revoke all on public.refinements from anon, authenticated;
grant select, insert, delete on public.refinements to authenticated;
grant update (state, provider, note, changes, confirmed, result_version) on public.refinements to authenticated;
create policy refinements_select on public.refinements for select to authenticated
  using (user_id = any (array(select private.visible_users())));
create policy refinements_insert on public.refinements for insert to authenticated
  with check (user_id = (select auth.uid()));
create policy refinements_update on public.refinements for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy refinements_delete on public.refinements for delete to authenticated
  using (user_id = (select auth.uid()));
