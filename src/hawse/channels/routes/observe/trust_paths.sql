-- trust_paths: one row for each vantage AS and origin of a sample of origins: one path that was really seen.
with origins as (
    select origin from routes_seen
    where kind in ('table', 'announce') and origin is not null and safi <> 2 and not sent and len(path) > 1
    group by origin
),
chosen as (  -- which origins depends on their numbers alone
    select origin from origins order by (origin::bigint * 182605794) % 2147483647, origin limit $origins
)
select min(r."at")::date as "on", r.peer_as as vantage, r.origin,
       (min(struct_pack(p := r.path, k := r.path_kinds))).p as path,
       (min(struct_pack(p := r.path, k := r.path_kinds))).k as path_kinds, bool_or(r.synthetic) as synthetic
from routes_seen r join chosen c on c.origin = r.origin
where r.kind in ('table', 'announce') and r.safi <> 2 and not r.sent and len(r.path) > 1
group by r.peer_as, r.origin
