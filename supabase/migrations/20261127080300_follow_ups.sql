-- Whether a question's answer has been looked at for a follow-up: due from the moment it is submitted until then.
alter table public.turns add column follow_up text not null default 'none'
  check (follow_up in ('none', 'due', 'asked', 'left_out'));
grant update (follow_up) on public.turns to authenticated;
