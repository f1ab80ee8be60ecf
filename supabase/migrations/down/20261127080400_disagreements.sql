drop table public.disagreements;
