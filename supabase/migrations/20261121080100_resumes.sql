-- Resumes with the versions of what was read from them, and job descriptions.
create table public.resumes (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  file_name text not null check (char_length(file_name) <= 255),
  stored_name text not null unique,
  media_type text not null,
  size integer not null check (size >= 0),
  sha256 text not null,
  status text not null default 'waiting' check (status in ('waiting', 'reading', 'read', 'failed')),
  step text not null default '',
  error text not null default '',
  created_at timestamptz not null default now(),
  -- other tables point at (id, user_id): a row can then never hang on another person's row
  unique (id, user_id)
);
create index resumes_user_idx on public.resumes (user_id, created_at desc);
create index resumes_unread_idx on public.resumes (created_at) where status in ('waiting', 'reading');
alter table public.resumes enable row level security;
alter table public.resumes force row level security;
revoke all on public.resumes from anon, authenticated;
grant select, insert, delete on public.resumes to authenticated;
grant update (status, step, error) on public.resumes to authenticated;
grant select on public.resumes to app_system;
create policy resumes_select on public.resumes for select to authenticated
  using (user_id = any (array(select private.visible_users())));
create policy resumes_insert on public.resumes for insert to authenticated with check (user_id = (select auth.uid()));
create policy resumes_update on public.resumes for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy resumes_delete on public.resumes for delete to authenticated using (user_id = (select auth.uid()));
create policy resumes_system on public.resumes for select to app_system using (true);

create table public.resume_versions (
  id uuid primary key default gen_random_uuid(),
  resume_id uuid not null,
  user_id uuid not null references public.profiles (id) on delete cascade,
  version integer not null check (version > 0),
  facts jsonb not null,
  quality jsonb not null,
  edited boolean not null default false,
  created_at timestamptz not null default now(),
  unique (resume_id, version),
  foreign key (resume_id, user_id) references public.resumes (id, user_id) on delete cascade
);
create index resume_versions_user_idx on public.resume_versions (user_id);
alter table public.resume_versions enable row level security;
alter table public.resume_versions force row level security;
revoke all on public.resume_versions from anon, authenticated;
grant select, insert on public.resume_versions to authenticated;
create policy resume_versions_select on public.resume_versions for select to authenticated
  using (user_id = any (array(select private.visible_users())));
create policy resume_versions_insert on public.resume_versions for insert to authenticated
  with check (user_id = (select auth.uid()));

create table public.job_descriptions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  text text not null check (char_length(text) <= 20000),
  sha256 text not null,
  created_at timestamptz not null default now(),
  unique (user_id, sha256)
);
alter table public.job_descriptions enable row level security;
alter table public.job_descriptions force row level security;
revoke all on public.job_descriptions from anon, authenticated;
grant select, insert, delete on public.job_descriptions to authenticated;
create policy job_descriptions_select on public.job_descriptions for select to authenticated
  using (user_id = any (array(select private.visible_users())));
create policy job_descriptions_insert on public.job_descriptions for insert to authenticated
  with check (user_id = (select auth.uid()));
create policy job_descriptions_delete on public.job_descriptions for delete to authenticated
  using (user_id = (select auth.uid()));
