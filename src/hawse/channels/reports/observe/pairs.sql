-- pairs: one row for each two articles that share at least $least sampled marks outside quotation.
-- A mark in a crowd of articles links each of them to its earliest holder only (a star), so that a story printed a
-- hundred times gives a hundred pairs and not five thousand, and is not lost.
with crowd as (
    select distinct one as article, mark from meetings where other is null
),
earliest as (
    select c.mark, min({'at': coalesce(h.published_at, timestamptz '9999-12-31'), 'id': h.article_id, 'article': c.article}) as first
    from crowd c join heads h on h.number = c.article group by c.mark
),
shared as (
    select one, other from meetings where other is not null
    union all
    select least(c.article, e.first.article) as one, greatest(c.article, e.first.article) as other
    from crowd c join earliest e using (mark)
    where c.article <> e.first.article
),
counted as (
    select one, other, count(*) as shared from shared group by one, other having count(*) >= $least
),
related as (
    select one as article from counted union select other from counted
),
sizes as (
    select article, count(*) as marks from fingerprints semi join related using (article)
    where kind <> 'quote' group by article
)
select least(a.article_id, b.article_id) as first, greatest(a.article_id, b.article_id) as second,
       c.shared, a.synthetic or b.synthetic as synthetic
from counted c
join sizes s on s.article = c.one
join sizes t on t.article = c.other
join heads a on a.number = c.one
join heads b on b.number = c.other
where c.shared >= $least_share * least(s.marks, t.marks)
