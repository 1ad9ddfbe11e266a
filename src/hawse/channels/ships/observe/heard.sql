-- heard: one row for each degree and three hours in which any ship was heard.
select floor(lat)::bigint as row, floor(lon)::bigint as col, (epoch_us(sent_at) // 10800000000)::bigint as slot,
    count(distinct ship) as ships, coalesce(bool_or(synthetic), false) as synthetic
from positions
where sent_at is not null and lat is not null and lon is not null and ship >= 1000000
group by all
