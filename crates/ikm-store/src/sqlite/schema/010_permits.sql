-- Which permits run out when. A P-IRT number has the year of its end in its last two digits, and counts
-- until the last day of that year unless another day is known.

create index ikm_pirt_end
on ikm (association, coalesce(pirt_until, '20' || substr(pirt, 14, 2) || '-12-31'), id)
where pirt is not null and merged_into is null;

create index ikm_halal_end on ikm (association, halal_until, id)
where halal is not null and halal_until is not null and merged_into is null;

create index ikm_bpom_end on ikm (association, bpom_until, id)
where bpom is not null and bpom_until is not null and merged_into is null;
