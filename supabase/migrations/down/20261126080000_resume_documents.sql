drop index if exists public.resume_versions_skills_idx;
alter table public.resume_versions drop column sources, drop column doubts, drop column note;
revoke update (document) on public.resumes from authenticated;
alter table public.resumes drop column document;
