drop table public.presets;
drop trigger turns_keep_shown_question on public.turns;
drop function private.keep_shown_question();
revoke update (question_id, question, reason, origin, cited_line, seconds) on public.turns from authenticated;
alter table public.turns drop column level;
