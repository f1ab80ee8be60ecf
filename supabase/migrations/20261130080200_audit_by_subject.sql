-- The log is read by whom or what a line is about, too: a person sees what happened to their account.
create index audit_log_subject_idx on public.audit_log (subject, id desc);
