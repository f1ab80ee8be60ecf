drop policy calls_system on public.calls;
revoke select on public.calls from app_system;
update public.calls set state = 'failed' where state = 'listening';
drop index public.calls_listening_idx;
alter table public.calls drop column stored_name, drop column progress, drop column progress_at;
