-- said: one row for each run of static messages of a ship that say the same.
with told as (
    select ship, sent_at, line, source_id, synthetic, kind,
        imo, name, call_sign, ship_type, length_m, beam_m, draught_m, destination
    from statics
    where sent_at is not null and (kind is null or kind <> 24)
),
marked as (
    select *,
        case when (imo, name, call_sign, ship_type, length_m, beam_m, draught_m, destination)
                is not distinct from lag((imo, name, call_sign, ship_type, length_m, beam_m, draught_m, destination)) over w
            then 0 else 1 end as starts
    from told
    window w as (partition by ship order by sent_at, source_id, line)
),
numbered as (
    select *, sum(starts) over (partition by ship order by sent_at, source_id, line) as run from marked
)
select ship, min(imo) as imo, min(name) as name, min(call_sign) as call_sign, min(ship_type) as ship_type,
    min(length_m) as length_m, min(beam_m) as beam_m, min(draught_m) as draught_m, min(destination) as destination,
    min(sent_at) as start, max(sent_at) as end, count(*) as messages,
    min(struct_pack(at := sent_at, src := source_id, ln := line)).ln as line,
    min(struct_pack(at := sent_at, src := source_id, ln := line)).src as source_id,
    coalesce(bool_or(synthetic), false) as synthetic
from numbered group by ship, run
