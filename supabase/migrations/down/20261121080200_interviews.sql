drop table public.answers;
drop table public.drafts;
drop table public.turns;
drop table public.interviews;
drop table private.question_bank;
drop table public.questions;
