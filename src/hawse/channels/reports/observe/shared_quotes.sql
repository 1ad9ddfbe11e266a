-- lineage: one row for each two articles of one story, and one for each two that share quotations and nothing else.
-- Two papers at one press conference quote the same words: that makes neither a copy of the other, and binds no origin.
with quoted as (
    select distinct article, mark from fingerprints where kind = 'quote'
),
told as (  -- words that everybody quotes say nothing of these two
    select mark from quoted group by mark having count(*) between 2 and $most_quoting
),
sizes as (
    select article, count(*) as marks from quoted group by article
),
alike as (
    select a.article as one, b.article as other, count(*) as shared
    from quoted a join quoted b using (mark) semi join told using (mark)
    where a.article < b.article
    group by a.article, b.article having count(*) >= $least_quoted
),
ends as (  -- the later one, if their days tell, stands as the child
    select c.shared, least(s.marks, t.marks) as marks, a.synthetic or b.synthetic as synthetic,
           coalesce(a.published_at > b.published_at, false) as first_is_later,
           coalesce(a.published_at < b.published_at, false) as other_is_later,
           least(a.article_id, b.article_id) as low, greatest(a.article_id, b.article_id) as high,
           a.article_id as one, b.article_id as other
    from alike c
    join heads a on a.number = c.one
    join heads b on b.number = c.other
    join sizes s on s.article = c.one
    join sizes t on t.article = c.other
),
aimed as (
    select case when first_is_later then one when other_is_later then other else high end as child,
           case when first_is_later then other when other_is_later then one else low end as parent,
           shared, marks, synthetic
    from ends
)
select child, parent, relation, score, clues, synthetic from made_from
union all
select child, parent, 'shared_quotes_only' as relation, shared::double / marks as score,
       concat('["', shared, ' of the ', marks, ' sampled runs of quoted words of the one with fewer are in both"]') as clues,
       synthetic
from aimed a
where not exists (
    select 1 from made_from m
    where (m.child = a.child and m.parent = a.parent) or (m.child = a.parent and m.parent = a.child)
)
