-- links: one row for each relation in which an AS carries another's traffic, under the upstream's operator.
select r.series, typed('as', r.b) as scope, coalesce(u.operator, typed('as', r.a)) as operator,
       r.base_month, r.months, r.synthetic
from relations r
left join operators u on u.asn = r.a
left join operators o on o.asn = r.b
where r.rel = -1 and (u.operator is null or o.operator is null or u.operator <> o.operator)
