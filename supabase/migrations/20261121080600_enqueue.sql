-- Queue a job inside the transaction that makes it necessary. `queueing_key` that is already waiting: nothing happens and
-- null comes back. A person may only queue work on their own rows: args must name them as user_id.
create function private.enqueue(task text, queueing_key text, args jsonb) returns bigint
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
revoke all on function private.enqueue(text, text, jsonb) from public;
grant execute on function private.enqueue(text, text, jsonb) to authenticated, app_system;
