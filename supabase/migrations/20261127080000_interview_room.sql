-- A question may have a follow-up: a turn at the same position, part 1. Questions say what answers to them look like.
alter table public.turns
  add column part integer not null default 0 check (part between 0 and 3),
  add column follow_up_of uuid,
  add column aims_at text not null default '' check (char_length(aims_at) <= 60),
  add constraint turns_follow_up_fkey foreign key (follow_up_of, interview_id, user_id)
    references public.turns (id, interview_id, user_id) on delete cascade,
  add constraint turns_follow_up_check check ((part = 0) = (follow_up_of is null)),
  drop constraint turns_interview_id_position_key,
  add constraint turns_place_key unique (interview_id, position, part);
create unique index turns_follow_up_idx on public.turns (follow_up_of, interview_id, user_id) where follow_up_of is not null;

alter table public.questions add column anchors text[] not null default '{}'
  check (cardinality(anchors) in (0, 3));

create or replace function private.enqueue(task text, queueing_key text, args jsonb) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  job_id bigint;
begin
  if task not in ('read_resume', 'evaluate_answer', 'summarise_interview', 'transcribe_recording', 'read_call',
                  'improve_answer') then
    raise exception 'unknown task %', task using errcode = 'invalid_parameter_value';
  end if;
  if current_setting('role') <> 'app_system' and (args ->> 'user_id')::uuid is distinct from auth.uid() then
    raise exception 'a job must name its own person' using errcode = 'insufficient_privilege';
  end if;
  if current_setting('role') <> 'app_system' and auth.uid() is null then
    raise exception 'sign in first' using errcode = 'insufficient_privilege';
  end if;
  select d.id into job_id from unnest(jobs.procrastinate_defer_jobs_v1(array[
    row('default', task, 0, null, queueing_key, args, null)::jobs.procrastinate_job_to_defer_v1])) as d (id);
  return job_id;
exception when unique_violation then
  return null;
end $$;
