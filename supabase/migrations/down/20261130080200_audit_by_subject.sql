drop index public.audit_log_subject_idx;
