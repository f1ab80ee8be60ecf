-- Follow-ups have no place in the older shape; their answers and scores go with them.
delete from public.turns where part > 0;
create or replace function private.enqueue(task text, queueing_key text, args jsonb) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  job_id bigint;
begin
  if task not in ('read_resume', 'evaluate_answer', 'summarise_interview') then
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
alter table public.questions drop column anchors;
drop index public.turns_follow_up_idx;
alter table public.turns
  drop constraint turns_place_key,
  drop constraint turns_follow_up_check,
  drop constraint turns_follow_up_fkey,
  drop column aims_at,
  drop column follow_up_of,
  drop column part,
  add constraint turns_interview_id_position_key unique (interview_id, position);
