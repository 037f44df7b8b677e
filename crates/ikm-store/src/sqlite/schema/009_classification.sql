-- How an office classifies, each from a day on: its scheme, and the way from KBLI to the scheme.

create table scheme_by_day (
    association integer not null references association (number),
    since       text not null check (length(since) = 10),
    document    text not null check (json_valid(document)),
    primary key (association, since)
) strict, without rowid;

-- The one that was there has been in force since the association was founded.
insert into scheme_by_day
select scheme.association, association.founded_on, scheme.document
from scheme join association on association.number = scheme.association;

drop table scheme;
alter table scheme_by_day rename to scheme;

create table class_mapping (
    association integer not null references association (number),
    since       text not null check (length(since) = 10),
    scheme      text not null,      -- the id of the scheme for which it is
    document    text not null check (json_valid(document)),
    primary key (association, since, scheme)
) strict, without rowid;

create trigger scheme_is_not_deleted before delete on scheme
begin select raise(abort, 'reports of its days need the scheme'); end;
create trigger class_mapping_is_not_deleted before delete on class_mapping
begin select raise(abort, 'the classes of its days need the mapping'); end;
