-- A locked account signs in nowhere; what the person has stays.
alter table public.profiles add column locked_at timestamptz;
grant update (locked_at) on public.profiles to app_system;
