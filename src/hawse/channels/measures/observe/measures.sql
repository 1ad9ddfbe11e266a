-- measures: one row for each measure in the form that the ledger shows.
select * exclude (source_id, locator, synthetic) from dated_measures
