-- target_routes: one row for each route, withdrawal or state change that bears on a target's prefixes.
select o.scope, r."at", r.kind, r.collector, r.peer_as, r.peer, r.prefix, r.path_id, r.origin, r.upstream,
       r.state_new, r.source_id, r.locator, r.synthetic
from routes_seen r join own_prefixes o on o.prefix = r.prefix
where r.safi <> 2 and not r.sent  -- a multicast table is another one; what was sent is no route of the peer's
union all
select p.id, r."at", r.kind, r.collector, r.peer_as, r.peer, r.prefix, r.path_id, r.origin, r.upstream,
       r.state_new, r.source_id, r.locator, r.synthetic
from routes_seen r join case_parties p on p.role = 'target'
where r.kind = 'state'
