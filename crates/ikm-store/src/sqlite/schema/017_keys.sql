-- A blocking key names an IKM by where SQLite keeps it: half the size, and one look-up less for each
-- that an import compares.
create table ikm_key_by_row (
    association integer not null,
    key         integer not null,
    row         integer not null,
    primary key (association, key, row)
) strict, without rowid;

insert into ikm_key_by_row (association, key, row)
select named.association, named.key, ikm.row
from ikm_key as named join ikm on ikm.association = named.association and ikm.id = named.ikm
order by 1, 2, 3;

drop table ikm_key;
alter table ikm_key_by_row rename to ikm_key;
