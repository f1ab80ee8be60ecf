drop table if exists public.refinements;
