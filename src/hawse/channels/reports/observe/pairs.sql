-- pairs: one row for each two articles that share at least $least sampled marks of narration.
-- A mark in more than $most articles links each of them to its earliest holder only (a star), so that a story
-- printed a hundred times gives a hundred pairs and not five thousand, and is not lost.
with narrated as (
    select distinct article_id, mark, synthetic from fingerprints where kind = 'narration'
),
held as (
    select n.mark, count(*) as holders,
           min({'at': coalesce(h.published_at, timestamptz '9999-12-31'), 'id': n.article_id}) as earliest
    from narrated n join heads h using (article_id)
    group by n.mark having count(*) > 1
),
shared as (
    select a.article_id as first, b.article_id as second
    from held join narrated a using (mark) join narrated b using (mark)
    where holders <= $most and a.article_id < b.article_id
    union all
    select least(a.article_id, earliest.id) as first, greatest(a.article_id, earliest.id) as second
    from held join narrated a using (mark)
    where holders > $most and a.article_id <> earliest.id
),
counted as (
    select first, second, count(*) as shared from shared group by first, second having count(*) >= $least
),
sizes as (
    select article_id, count(*) as marks, bool_or(synthetic) as synthetic from narrated group by article_id
)
select c.first, c.second, c.shared, a.synthetic or b.synthetic as synthetic
from counted c
join sizes a on a.article_id = c.first
join sizes b on b.article_id = c.second
where c.shared >= $least_share * least(a.marks, b.marks)
