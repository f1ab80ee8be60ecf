drop function private.enqueue(text, text, jsonb);
