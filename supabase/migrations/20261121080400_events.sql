-- What happened (for progress and operations) and who did what (for audit). Both only grow: nobody holds update or delete.
create table public.events (
  id bigint generated always as identity primary key,
  user_id uuid references public.profiles (id) on delete cascade,
  name text not null check (char_length(name) between 1 and 100),
  subject_id uuid,
  data jsonb not null default '{}',
  created_at timestamptz not null default now()
);
create index events_user_idx on public.events (user_id, id desc);
create index events_name_idx on public.events (name, created_at);
alter table public.events enable row level security;
alter table public.events force row level security;
revoke all on public.events from anon, authenticated;
revoke all on sequence public.events_id_seq from anon, authenticated;
grant select on public.events to authenticated, app_system;
grant insert (user_id, name, subject_id, data) on public.events to authenticated, app_system;
create policy events_select on public.events for select to authenticated
  using (user_id = any (array(select private.visible_users())));
create policy events_insert on public.events for insert to authenticated with check (user_id = (select auth.uid()));
create policy events_system on public.events to app_system using (true) with check (true);

-- No foreign key: the line outlives the person. People write lines about themselves and read none.
create table public.audit_log (
  id bigint generated always as identity primary key,
  actor uuid,
  action text not null check (char_length(action) between 1 and 100),
  subject text not null,
  data jsonb not null default '{}',
  created_at timestamptz not null default now()
);
create index audit_log_actor_idx on public.audit_log (actor, id desc);
create index audit_log_created_idx on public.audit_log (created_at);
alter table public.audit_log enable row level security;
alter table public.audit_log force row level security;
revoke all on public.audit_log from anon, authenticated;
revoke all on sequence public.audit_log_id_seq from anon, authenticated;
grant insert (actor, action, subject, data) on public.audit_log to authenticated, app_system;
grant select on public.audit_log to app_system;
create policy audit_log_insert on public.audit_log for insert to authenticated with check (actor = (select auth.uid()));
create policy audit_log_system on public.audit_log to app_system using (true) with check (true);
