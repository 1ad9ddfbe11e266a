-- candidates: one row for each asked name and listed name of one sort that share a telling token, or nearly share it,
-- or of which one writes as one word what the other writes as two.
with asked_words as (select asked, schema, unnest(seeds) as token from asked_index),
listed_words as (select listed, schema, unnest(tokens) as token from listed_index),
asked_tokens as (select distinct token from asked_words),
listed_tokens as (select distinct token from listed_words),
asked_keys as (  -- a token and what is left of it without one letter: near tokens meet in one of these
    select token, unnest(case when length(token) >= $least_letters
        then list_prepend(token, [token[1:i - 1] || token[i + 1:] for i in range(1, length(token) + 1)])
        else [token] end) as key
    from asked_tokens
),
near as (
    select distinct a.token as asked_token, l.token as listed_token
    from asked_keys a join listed_keys l using (key)
    where a.token = l.token
       or damerau_levenshtein(a.token, l.token) <= case when length(a.token) >= $long_letters then 2 else 1 end
    union  -- vowels written otherwise: Chatayev, Cheteyev
    select a.token, l.token
    from asked_tokens a join listed_tokens l on translate(a.token, 'aeiouy', '') = translate(l.token, 'aeiouy', '')
    where length(a.token) >= $bony_letters and length(translate(a.token, 'aeiouy', '')) >= $least_letters
),
found as (
    select a.asked, a.schema, l.listed, l.schema as listed_schema
    from asked_words a join near n on n.asked_token = a.token join listed_words l on l.token = n.listed_token
    union all  -- a space left out: one word here, two neighbours there
    select a.asked, a.schema, l.listed, l.schema
    from asked_words a join (select listed, schema, unnest(joined) as token from listed_index) l using (token)
    union all  -- a space put in
    select a.asked, a.schema, l.listed, l.schema
    from (select asked, schema, unnest(joined) as token from asked_index) a join listed_words l using (token)
)
select distinct asked, listed from found
where schema = listed_schema or schema = 'unknown' or listed_schema = 'unknown'
