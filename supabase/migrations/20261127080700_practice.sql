-- Adaptive difficulty exchanges a question before it is shown, and only then; saved set-ups.
alter table public.turns add column level text not null default '' check (level in ('', 'entry', 'mid', 'senior', 'lead'));
grant update (level, question_id, question, reason, origin, cited_line, seconds) on public.turns to authenticated;
create function private.keep_shown_question() returns trigger language plpgsql set search_path = '' as $$
begin
  if old.status <> 'waiting' and (new.question is distinct from old.question or new.question_id <> old.question_id) then
    raise exception 'a question that was shown stays as it was' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
revoke all on function private.keep_shown_question() from public;
create trigger turns_keep_shown_question before update on public.turns
  for each row execute function private.keep_shown_question();

create table public.presets (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (id) on delete cascade,
  name text not null check (char_length(name) between 1 and 60),
  setup jsonb not null,
  created_at timestamptz not null default now(),
  unique (user_id, name)
);
alter table public.presets enable row level security;
alter table public.presets force row level security;
revoke all on public.presets from anon, authenticated;
grant select, insert, delete on public.presets to authenticated;
grant update (setup) on public.presets to authenticated;
create policy presets_select on public.presets for select to authenticated
  using (user_id = any (array(select private.visible_users())));
create policy presets_insert on public.presets for insert to authenticated with check (user_id = (select auth.uid()));
create policy presets_update on public.presets for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy presets_delete on public.presets for delete to authenticated using (user_id = (select auth.uid()));
