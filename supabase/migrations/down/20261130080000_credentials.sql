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

create or replace function private.add_local_account(email text, full_name text, password_hash text, roles text[]) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  new_id uuid := gen_random_uuid();
begin
  insert into auth.users (instance_id, id, aud, role, email, encrypted_password, email_confirmed_at,
                          raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
  values ('00000000-0000-0000-0000-000000000000', new_id, 'authenticated', 'authenticated', lower(email), password_hash,
          now(), '{"provider": "email", "providers": ["email"]}', jsonb_build_object('full_name', full_name), now(), now());
  insert into public.profiles (id, email, full_name, roles) values (new_id, lower(email), full_name, roles);
  return new_id;
end $$;

drop function private.verify_local_email(uuid, text);
drop function private.set_local_password(uuid, text);
alter table public.profiles drop column email_verified_at;
drop table private.one_time_links;
drop table private.known_networks;
drop table private.sign_in_tries;
