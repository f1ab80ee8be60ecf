drop table public.feedback;
drop table public.agent_runs;
