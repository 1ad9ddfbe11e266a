-- celled: one row for each sighting in its own cell and, as a copy, in each neighbouring cell.
select floor(s.x / $cell)::bigint + d.step as cell, d.step = 0 as own, s.ship, s.x
from seen s cross join (values (-1), (0), (1)) as d(step)
