drop table public.audit_log;
drop table public.events;
