-- listed_keys: one row for each token of the lists and what is left of it without one letter, made once for a list.
with listed_tokens as (select distinct unnest(tokens) as token from listed_index)
select token, unnest(case when length(token) >= $least_letters
    then list_prepend(token, [token[1:i - 1] || token[i + 1:] for i in range(1, length(token) + 1)])
    else [token] end) as key
from listed_tokens
