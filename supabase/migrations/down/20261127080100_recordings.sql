drop table public.recordings;
