-- met: one row for each two sightings of different ships within reach of each other.
-- A pair of ships may meet in many cells; to count it once is a later step's work, by ship.
select a.ship, a.x, b.ship as other, b.x as other_x
from celled a
join celled b on b.cell = a.cell and a.ship < b.ship and abs(a.x - b.x) <= $reach
where a.own
