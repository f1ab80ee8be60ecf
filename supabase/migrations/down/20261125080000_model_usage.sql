drop table private.account_states;
drop table private.provider_switches;
drop table public.person_usage;
drop table private.provider_usage;
