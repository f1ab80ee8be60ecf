drop table public.feature_flags;
drop table private.operator_alerts;
