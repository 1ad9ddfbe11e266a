-- paragraphs: one row for each part of each text, furniture that only many articles show now named so.
-- A body paragraph of at most $most_words words that stands in at least $least_articles articles of one publisher,
-- and in $least_share of all of them, is the page's and not the story's ("Join the conversation").
with printed as (
    select publisher, count(distinct article_id) as articles from parted where publisher is not null group by publisher
),
repeated as (
    select p.publisher, p.normal
    from parted p join printed using (publisher)
    where p.role = 'body' and p.normal is not null and len(string_split(p.normal, ' ')) <= $most_words
    group by p.publisher, p.normal, printed.articles
    having count(distinct p.article_id) >= $least_articles
       and count(distinct p.article_id) >= $least_share * printed.articles
)
select p.article_id, p.paragraph,
       case when p.role = 'body' and r.normal is not null then 'furniture' else p.role end as role,
       p.text, p.start, p.line, p.source_id, p.locator, p.synthetic
from parted p left join repeated r on r.publisher = p.publisher and r.normal = p.normal
