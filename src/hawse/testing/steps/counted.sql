-- counted: one row for each ship: its sightings, and whether any of them was made up.
select ship, count(*) as sightings, bool_or(synthetic) as synthetic from marked group by ship
