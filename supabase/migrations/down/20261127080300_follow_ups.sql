alter table public.turns drop column follow_up;
