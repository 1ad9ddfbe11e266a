-- own_prefixes: one row for each prefix that an AS of a target was ever seen to originate.
with members as (
    select p.id as scope, split_part(b.child, ':', 2)::bigint as asn
    from case_parties p join belongs b on b.parent = p.id where p.role = 'target' and b.child like 'as:%'
    union
    select id, split_part(id, ':', 2)::bigint from case_parties where role = 'target' and id like 'as:%'
)
select distinct m.scope, r.prefix
from routes_seen r join members m on m.asn = r.origin
where r.prefix is not null and r.safi <> 2 and not r.sent
