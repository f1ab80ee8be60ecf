-- Local credentials: wrong tries to sign in, the networks a person signs in from, one-time links sent by mail.
-- Only SHA-256 digests of tokens and networks are kept.

-- A try counts as wrong from its beginning and is taken back when the password was right: of a hundred that come at
-- once no more are checked than of a hundred in a row. `network` is empty where the network is not one the person knows.
create table private.sign_in_tries (
  id bigint generated always as identity primary key,
  account text not null check (char_length(account) = 64),
  network text not null default '' check (char_length(network) in (0, 64)),
  tried_at timestamptz not null default now()
);
create index sign_in_tries_account_idx on private.sign_in_tries (account, network, tried_at desc);
create index sign_in_tries_tried_idx on private.sign_in_tries (tried_at);
alter table private.sign_in_tries enable row level security;
alter table private.sign_in_tries force row level security;
grant select, insert, delete on private.sign_in_tries to app_system;
create policy sign_in_tries_system on private.sign_in_tries to app_system using (true) with check (true);

create table private.known_networks (
  user_id uuid not null references public.profiles (id) on delete cascade,
  network text not null check (char_length(network) = 64),
  seen_at timestamptz not null default now(),
  primary key (user_id, network)
);
create index known_networks_seen_idx on private.known_networks (seen_at);
alter table private.known_networks enable row level security;
alter table private.known_networks force row level security;
grant select, insert, update, delete on private.known_networks to app_system;
create policy known_networks_system on private.known_networks to app_system using (true) with check (true);

create table private.one_time_links (
  token_hash text primary key check (char_length(token_hash) = 64),
  user_id uuid not null references public.profiles (id) on delete cascade,
  purpose text not null check (purpose in ('reset_password', 'verify_email')),
  email text not null check (char_length(email) <= 320),
  mailed boolean not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index one_time_links_user_idx on private.one_time_links (user_id, purpose, created_at desc);
create index one_time_links_expires_idx on private.one_time_links (expires_at);
alter table private.one_time_links enable row level security;
alter table private.one_time_links force row level security;
grant select, insert, update, delete on private.one_time_links to app_system;
create policy one_time_links_system on private.one_time_links to app_system using (true) with check (true);

-- An address is verified by a mail that reached it; until now every local one was marked so unproven.
alter table public.profiles add column email_verified_at timestamptz;
grant update (email_verified_at) on public.profiles to app_system;
update auth.users u set email_confirmed_at = null
from public.profiles p
where p.id = u.id and coalesce(u.encrypted_password, '') <> ''
  and u.instance_id = '00000000-0000-0000-0000-000000000000' and u.confirmation_sent_at is null;

create or replace function private.add_local_account(email text, full_name text, password_hash text, roles text[])
returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  new_id uuid := gen_random_uuid();
begin
  insert into auth.users (instance_id, id, aud, role, email, encrypted_password,
                          raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
  values ('00000000-0000-0000-0000-000000000000', new_id, 'authenticated', 'authenticated', lower(email), password_hash,
          '{"provider": "email", "providers": ["email"]}', jsonb_build_object('full_name', full_name), now(), now());
  insert into public.profiles (id, email, full_name, roles) values (new_id, lower(email), full_name, roles);
  return new_id;
end $$;

create function private.set_local_password(person uuid, password_hash text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update auth.users u set encrypted_password = password_hash, updated_at = now()
  from public.profiles p
  where u.id = person and p.id = u.id and p.deleted_at is null and coalesce(u.encrypted_password, '') <> '';
  return found;
end $$;
revoke all on function private.set_local_password(uuid, text) from public;
grant execute on function private.set_local_password(uuid, text) to app_system;

create function private.verify_local_email(person uuid, address text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.profiles set email_verified_at = coalesce(email_verified_at, now()), updated_at = now()
  where id = person and email = lower(address) and deleted_at is null;
  if found then
    update auth.users set email_confirmed_at = coalesce(email_confirmed_at, now()) where id = person;
    return true;
  end if;
  return false;
end $$;
revoke all on function private.verify_local_email(uuid, text) from public;
grant execute on function private.verify_local_email(uuid, text) to app_system;

create or replace function private.enqueue(task text, queueing_key text, args jsonb) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  job_id bigint;
begin
  if task not in ('read_resume', 'evaluate_answer', 'summarise_interview', 'transcribe_recording', 'read_call',
                  'improve_answer', 'send_account_mail') then
    raise exception 'unknown task %', task using errcode = 'invalid_parameter_value';
  end if;
  if task = 'send_account_mail' and current_setting('role') <> 'app_system' then
    raise exception 'only the system sends mail' using errcode = 'insufficient_privilege';
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
