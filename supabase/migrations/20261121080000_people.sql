-- People: roles of the database, profiles, consents, sessions, local accounts.
--
-- Run as the owner (`postgres` at Supabase). Functions below that are "security definer" act as this owner, and row level
-- security is forced on the tables they read, so the owner must be allowed to bypass it.
do $$ begin
  if not (select rolbypassrls or rolsuper from pg_roles where rolname = current_user) then
    raise exception 'run migrations as a role with BYPASSRLS (at Supabase: postgres)';
  end if;
end $$;

-- app_login: what the app logs in as for people; it owns nothing and may only become anon or authenticated.
-- app_system: worker, sign-in, audit; it sees what the policies below name.
-- Neither has a password here: the embedded server sets its own; elsewhere the operator runs
--   alter role app_login password '...'; alter role app_system password '...';
do $$ begin
  if not exists (select from pg_roles where rolname = 'app_login') then
    create role app_login login noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'app_system') then
    create role app_system login noinherit;
  end if;
  grant anon, authenticated to app_login;
  -- lets the owner's login stand in for them (SET ROLE) where a pooler does not let custom roles in
  execute format('grant app_login, app_system to %I', current_user);
end $$;

create schema private;
grant usage on schema private to authenticated, app_system;
grant usage on schema public to app_system;

-- Whose rows the signed-in person may read. Every select policy asks this one function, as an array, so that the planner
-- can use an index; links between coaches and candidates will be added here and nowhere else.
create function private.visible_users() returns setof uuid
language sql stable security definer set search_path = '' rows 1 as $$
  select auth.uid()
$$;
revoke all on function private.visible_users() from public;
grant execute on function private.visible_users() to authenticated;

create table public.profiles (
  id uuid primary key references auth.users (id) on delete cascade,
  email text not null unique check (email = lower(email)),
  full_name text not null default '' check (char_length(full_name) <= 200),
  roles text[] not null default '{candidate}'
    check (cardinality(roles) > 0 and roles <@ array['candidate', 'coach', 'admin']),
  time_zone text not null default 'UTC' check (char_length(time_zone) <= 64),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz
);
alter table public.profiles enable row level security;
alter table public.profiles force row level security;
revoke all on public.profiles from anon, authenticated;
grant select on public.profiles to authenticated, app_system;
grant update (full_name, time_zone, updated_at) on public.profiles to authenticated;
grant update (roles, updated_at) on public.profiles to app_system;
create policy profiles_select on public.profiles for select to authenticated
  using (id = any (array(select private.visible_users())));
create policy profiles_update on public.profiles for update to authenticated
  using (id = (select auth.uid())) with check (id = (select auth.uid()));
create policy profiles_system on public.profiles to app_system using (true) with check (true);

-- One row for each time a person said yes or no; the newest of a kind counts.
create table public.consents (
  id bigint generated always as identity primary key,
  user_id uuid not null references public.profiles (id) on delete cascade,
  kind text not null check (kind in ('model_use', 'audio')),
  granted boolean not null,
  created_at timestamptz not null default clock_timestamp()
);
create index consents_user_idx on public.consents (user_id, kind, id desc);
alter table public.consents enable row level security;
alter table public.consents force row level security;
revoke all on public.consents from anon, authenticated;
revoke all on sequence public.consents_id_seq from anon, authenticated;
grant select on public.consents to authenticated, app_system;
grant insert (user_id, kind, granted) on public.consents to authenticated;
create policy consents_select on public.consents for select to authenticated
  using (user_id = any (array(select private.visible_users())));
create policy consents_insert on public.consents for insert to authenticated
  with check (user_id = (select auth.uid()));
create policy consents_system on public.consents for select to app_system using (true);

-- Sessions of the app's own cookie. Only SHA-256 digests of tokens are kept.
create table private.app_sessions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  token_hash text not null unique,
  user_agent text not null default '',
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index app_sessions_user_idx on private.app_sessions (user_id);
create index app_sessions_expires_idx on private.app_sessions (expires_at);
alter table private.app_sessions enable row level security;
alter table private.app_sessions force row level security;
grant select, insert, update, delete on private.app_sessions to app_system;
create policy app_sessions_system on private.app_sessions to app_system using (true) with check (true);

create table private.sign_in_tickets (
  ticket_hash text primary key,
  token_hash text not null references private.app_sessions (token_hash) on delete cascade,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index sign_in_tickets_token_idx on private.sign_in_tickets (token_hash);
create index sign_in_tickets_expires_idx on private.sign_in_tickets (expires_at);
alter table private.sign_in_tickets enable row level security;
alter table private.sign_in_tickets force row level security;
grant select, insert, update, delete on private.sign_in_tickets to app_system;
create policy sign_in_tickets_system on private.sign_in_tickets to app_system using (true) with check (true);

-- Local accounts live where Supabase keeps its own, so that a profile's id has one meaning.
create function private.add_local_account(email text, full_name text, password_hash text, roles text[]) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  new_id uuid := gen_random_uuid();
begin
  insert into auth.users (instance_id, id, aud, role, email, encrypted_password, email_confirmed_at,
                          raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
  values ('00000000-0000-0000-0000-000000000000', new_id, 'authenticated', 'authenticated', lower(email), password_hash,
          now(), '{"provider": "email", "providers": ["email"]}', jsonb_build_object('full_name', full_name), now(), now());
  insert into public.profiles (id, email, full_name, roles) values (new_id, lower(email), full_name, roles);
  return new_id;
end $$;
revoke all on function private.add_local_account(text, text, text, text[]) from public;
grant execute on function private.add_local_account(text, text, text, text[]) to app_system;

create function private.local_password(address text) returns table (user_id uuid, password_hash text)
language sql stable security definer set search_path = '' as $$
  select p.id, u.encrypted_password::text
  from public.profiles p join auth.users u on u.id = p.id
  where p.email = lower(address) and p.deleted_at is null and coalesce(u.encrypted_password, '') <> ''
$$;
revoke all on function private.local_password(text) from public;
grant execute on function private.local_password(text) to app_system;

-- Lets the app say which migrations are pending without the owner's login.
grant usage on schema supabase_migrations to app_system;
grant select on supabase_migrations.schema_migrations to app_system;
