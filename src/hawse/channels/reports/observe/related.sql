-- related: one row for each part of the articles that stand in a pair: only these are compared word by word.
-- Made-up articles are among them, unmarked: lineage takes of them only what its own pairs name.
select p.article_id, p.paragraph, p.role, p.text
from paragraphs p
semi join (select first as article_id from pairs union select second from pairs) using (article_id)
where p.role in ('body', 'caption', 'post')
