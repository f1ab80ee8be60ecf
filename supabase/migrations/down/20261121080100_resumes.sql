drop table public.job_descriptions;
drop table public.resume_versions;
drop table public.resumes;
