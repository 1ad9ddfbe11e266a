-- The words that steps may use besides DuckDB's own dialect. Each is a macro; none holds a setting.

-- metres: great-circle distance in metres on a sphere of 6 371 008.8 m (IUGG mean radius), haversine form.
create macro metres(lat_a, lon_a, lat_b, lon_b) as
    2 * 6371008.8 * asin(least(1.0, sqrt(
        pow(sin(radians(lat_b - lat_a) / 2), 2)
        + cos(radians(lat_a)) * cos(radians(lat_b)) * pow(sin(radians(lon_b - lon_a) / 2), 2))));

-- hours_between: hours from one instant to a later one, to the microsecond; negative if it is earlier.
create macro hours_between(earlier, later) as (epoch_us(later) - epoch_us(earlier)) / 3600000000.0;

-- month_start, next_month: the month that an instant lies in (UTC), as a half-open span.
create macro month_start(moment) as date_trunc('month', moment);
create macro next_month(moment) as date_trunc('month', moment) + interval 1 month;

-- instant: a day's first instant in UTC.
create macro instant(day) as (day::timestamp at time zone 'UTC');

-- typed: an id of a given sort, for example typed('as', 20485) is as:20485.
create macro typed(sort, id) as concat(sort, ':', id::varchar);

-- item: one place of evidence, ready for min(item(...), 16).
create macro item(source_id, locator, quote, details) as
    {'source_id': source_id::varchar, 'locator': locator::varchar, 'quote': quote::varchar, 'values': details::varchar};
