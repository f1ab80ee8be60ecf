drop table public.better_answers;
