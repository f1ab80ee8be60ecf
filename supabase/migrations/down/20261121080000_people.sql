-- The roles app_login and app_system stay: they belong to the whole server, and other databases may use them.
revoke select on supabase_migrations.schema_migrations from app_system;
revoke usage on schema supabase_migrations from app_system;
drop function private.local_password(text);
drop function private.add_local_account(text, text, text, text[]);
drop table private.sign_in_tickets;
drop table private.app_sessions;
drop table public.consents;
drop table public.profiles;
drop function private.visible_users();
drop schema private;
revoke usage on schema public from app_system;
