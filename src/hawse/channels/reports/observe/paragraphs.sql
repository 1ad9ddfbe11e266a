-- paragraphs: one row for each part of each text, furniture that only many articles show now named so.
-- A body paragraph of at most $most_words words is the page's and not the story's ("Join the conversation") if it
-- stands in $least_share of one publisher's articles, $least_own of them at least otherwise their own:
-- of a story that was printed in five versions every paragraph stands in five, and in nothing else.
with bodies as (
    select publisher, article_id, wording, words from parted
    where role = 'body' and publisher is not null and words > 0
),
printed as (
    select publisher, count(distinct article_id) as articles from bodies group by publisher
),
repeated as (
    select publisher, wording from bodies
    group by publisher, wording having count(distinct article_id) >= $least_articles
),
own as (  -- articles of which less than half stands elsewhere too
    select b.article_id
    from bodies b left join repeated r using (publisher, wording)
    group by b.article_id
    having sum(case when r.wording is null then 0 else b.words end) * 2 < sum(b.words)
),
furniture as (
    select b.publisher, b.wording
    from bodies b join repeated using (publisher, wording) join printed p using (publisher)
    left join own o using (article_id)
    where b.words <= $most_words
    group by b.publisher, b.wording, p.articles
    having count(distinct o.article_id) >= $least_own
       and count(distinct b.article_id) >= $least_share * p.articles
)
select p.article_id, p.paragraph,
       case when p.role = 'body' and f.wording is not null then 'furniture' else p.role end as role,
       p.text, p.start, p.line, p.source_id, p.locator, p.synthetic
from parted p left join furniture f on f.publisher = p.publisher and f.wording = p.wording
