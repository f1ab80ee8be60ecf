drop table public.own_questions;
