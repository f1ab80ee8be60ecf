drop table public.summaries;
drop table public.criterion_scores;
drop table public.evaluations;
