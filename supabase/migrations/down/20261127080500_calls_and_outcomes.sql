drop table public.outcomes;
drop table public.calls;
