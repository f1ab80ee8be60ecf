-- Recordings of real interviews: the sound is a file, named by stored_name until it has been listened to.
alter table public.calls
  add column stored_name text not null default '' check (char_length(stored_name) <= 60),
  add column progress real not null default 0 check (progress between 0 and 1),
  add column progress_at timestamptz not null default now();
grant update (stored_name, progress, progress_at) on public.calls to authenticated;
create index calls_listening_idx on public.calls (created_at) where state = 'listening';
grant select on public.calls to app_system;
create policy calls_system on public.calls for select to app_system using (true);
