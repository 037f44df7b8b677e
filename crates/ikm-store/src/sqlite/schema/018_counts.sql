-- The counts in the order in which a report reads them: what a kecamatan and a class have had stands
-- together, whatever the day.
create table rekap_change_by_place (
    association        integer not null references association (number),
    kecamatan          text not null,
    class              text not null,
    day                text not null check (length(day) = 10),
    count              integer not null,
    workers            integer not null,
    investment         integer not null,
    production_value   integer not null,
    raw_material_value integer not null,
    primary key (association, kecamatan, class, day)
) strict, without rowid;

insert into rekap_change_by_place
select association, kecamatan, class, day, count, workers, investment, production_value,
    raw_material_value
from rekap_change order by association, kecamatan, class, day;

drop table rekap_change;
alter table rekap_change_by_place rename to rekap_change;

-- The same by regency, the first five characters of a kecamatan: a country has seven thousand
-- kecamatan, of which an office wants its own.
create table rekap_regency_change (
    association        integer not null references association (number),
    regency            text not null,
    class              text not null,
    day                text not null check (length(day) = 10),
    count              integer not null,
    workers            integer not null,
    investment         integer not null,
    production_value   integer not null,
    raw_material_value integer not null,
    primary key (association, regency, class, day)
) strict, without rowid;

insert into rekap_regency_change
select association, substr(kecamatan, 1, 5), class, day, sum(count), sum(workers), sum(investment),
    sum(production_value), sum(raw_material_value)
from rekap_change group by 1, 2, 3, 4;
