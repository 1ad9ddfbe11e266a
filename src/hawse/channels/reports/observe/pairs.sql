-- pairs: one row for each two articles that share at least $least sampled marks outside quotation.
-- A mark in more than $most articles links each of them to its earliest holder only (a star), so that a story
-- printed a hundred times gives a hundred pairs and not five thousand, and is not lost.
with told as (
    select article, mark from fingerprints where kind <> 'quote'
),
several as (
    select mark, count(*) as holders from told group by mark having count(*) > 1
),
held as (  -- most marks stand in one article alone and are gone from here on
    select t.article, t.mark, s.holders, h.published_at, h.article_id
    from told t join several s using (mark) join heads h on h.number = t.article
),
earliest as (
    select mark, min({'at': coalesce(published_at, timestamptz '9999-12-31'), 'id': article_id, 'article': article}) as first
    from held where holders > $most group by mark
),
shared as (
    select a.article as one, b.article as other
    from held a join held b using (mark)
    where a.holders <= $most and a.article < b.article
    union all
    select least(h.article, e.first.article) as one, greatest(h.article, e.first.article) as other
    from held h join earliest e using (mark)
    where h.article <> e.first.article
),
counted as (
    select one, other, count(*) as shared from shared group by one, other having count(*) >= $least
),
related as (
    select one as article from counted union select other from counted
),
sizes as (
    select article, count(*) as marks from told semi join related using (article) group by article
)
select least(a.article_id, b.article_id) as first, greatest(a.article_id, b.article_id) as second,
       c.shared, a.synthetic or b.synthetic as synthetic
from counted c
join sizes s on s.article = c.one
join sizes t on t.article = c.other
join heads a on a.number = c.one
join heads b on b.number = c.other
where c.shared >= $least_share * least(s.marks, t.marks)
