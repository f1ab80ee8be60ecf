alter table public.profiles drop column locked_at;
