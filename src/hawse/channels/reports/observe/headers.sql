-- headers: one row for each article, what its file says of it and not its text: later steps need no more.
select article_id, source_id, locator, title, publisher, byline, published_at, dated_by, language, synthetic
from documents
