-- What was read from a file (its lines, so that it can be understood again), and for each version of the facts where
-- they stand in the file, what is doubtful, and how the version came about.
alter table public.resumes add column document jsonb;
grant update (document) on public.resumes to authenticated;

alter table public.resume_versions
  add column sources jsonb not null default '{}',
  add column doubts jsonb not null default '[]',
  add column note text not null default '' check (char_length(note) <= 300);

create index resume_versions_skills_idx on public.resume_versions using gin ((facts -> 'skills') jsonb_path_ops);
