drop table private.cache_counts;
drop table private.model_cache;
