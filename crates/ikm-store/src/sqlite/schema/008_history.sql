-- What was: every change of an IKM has its day. Beside it, figures by year, and what it takes to undo
-- an import or a merge.

alter table ikm add column since text check (length(since) = 10);   -- since when it is so; empty: since it was registered
alter table ikm add column merged_into blob check (length(merged_into) = 16);
alter table ikm add column merged_on text
    check (length(merged_on) = 10 and merged_into is not null or merged_on is null and merged_into is null);
alter table ikm add column pirt_until text check (length(pirt_until) = 10);
alter table ikm add column halal_until text check (length(halal_until) = 10);
alter table ikm add column bpom text;
alter table ikm add column bpom_until text check (length(bpom_until) = 10);
alter table ikm add column nmid text;

-- A NIB names one that is not merged; those that were merged into it may have had it too.
drop index ikm_nib;
create unique index ikm_nib on ikm (association, nib) where nib is not null and merged_into is null;
create index ikm_merged_nib on ikm (association, nib)
    where nib is not null and merged_into is not null;
create index ikm_merged on ikm (association, merged_into) where merged_into is not null;

-- What an IKM was before a change, from a day on and before another. One that changes twice on a day
-- was something in between at the end of no day.
create table ikm_past (
    association integer not null references association (number),
    ikm         blob not null check (length(ikm) = 16),
    version     integer not null,
    since       text not null check (length(since) = 10),
    until       text not null check (length(until) = 10),
    cause       text not null,      -- of the change that ended it: import:, undo:, merge: or unmerge: and an id; classified, edited
    merged      integer not null check (merged in (0, 1)),
    kecamatan   text,
    class       text,
    document    text not null check (json_valid(document)),
    primary key (association, ikm, version),
    check (until >= since)
) strict;

create index ikm_past_until on ikm_past (association, until);
create index ikm_past_cause on ikm_past (association, cause, ikm, version);

create trigger ikm_past_is_not_changed before update on ikm_past
begin select raise(abort, 'what an ikm was stays as it was'); end;
create trigger ikm_past_is_not_deleted before delete on ikm_past when old.until > old.since
begin select raise(abort, 'what an ikm was stays as it was'); end;

-- By how much the IKM of a kecamatan and a class, and their figures, changed on a day. The sums up to
-- a day are the report as of that day. What is unknown is an empty text, as it is part of the key.
create table rekap_change (
    association        integer not null references association (number),
    day                text not null check (length(day) = 10),
    kecamatan          text not null,
    class              text not null,
    count              integer not null,
    workers            integer not null,
    investment         integer not null,
    production_value   integer not null,
    raw_material_value integer not null,
    primary key (association, day, kecamatan, class)
) strict, without rowid;

insert into rekap_change
select association, registered_on, coalesce(kecamatan, ''), coalesce(class, ''), count(*),
    coalesce(sum(coalesce(workers_total, workers_male + workers_female, workers_male,
        workers_female)), 0),
    coalesce(sum(investment), 0), coalesce(sum(production_value), 0),
    coalesce(sum(raw_material_value), 0)
from ikm group by association, registered_on, coalesce(kecamatan, ''), coalesce(class, '');

-- What one source says of an IKM in one year. `source` is the import, or empty where a person said
-- it; `year` is `figures_year` or, where that is unknown, the year in which it was recorded.
create table ikm_figures (
    association        integer not null,
    ikm                blob not null,
    year               integer not null,
    source             blob not null check (length(source) in (0, 16)),
    recorded_on        text not null check (length(recorded_on) = 10),
    figures_year       integer check (figures_year = year),
    workers_male       integer check (workers_male >= 0),
    workers_female     integer check (workers_female >= 0),
    workers_total      integer check (workers_total >= 0),
    investment         integer,
    production_value   integer,
    raw_material_value integer,
    sales              integer,
    capacity           text,
    capacity_unit      text,
    primary key (association, ikm, year, source),
    foreign key (association, ikm) references ikm (association, id)
) strict, without rowid;

-- Which IKM the rows with one content became, in the order of `row`, and which import read them. The
-- first 16 bytes of a digest are enough: that two rows share them does not happen by accident. `row`
-- is a number of its own for each row, so that the rows that an import has met are a bit each.
create table import_row_by_number (
    association integer not null,
    digest      blob not null check (length(digest) = 16),
    row         integer not null check (row > 0),
    ikm         blob not null,
    batch       blob check (length(batch) = 16),
    primary key (association, digest, row)
) strict, without rowid;

-- The numbers of rows that were given.
create table import_row_last (
    association integer primary key references association (number),
    row         integer not null check (row > 0)
) strict;

insert into import_row_by_number
select old.association, substr(old.digest, 1, 16),
    row_number() over (order by old.association, old.digest, old.nth), old.ikm, ikm.batch
from import_row as old
left join ikm on ikm.association = old.association and ikm.id = old.ikm;

drop table import_row;
alter table import_row_by_number rename to import_row;

insert into import_row_last select association, max(row) from import_row group by association;

alter table import_batch add column undone_on text check (length(undone_on) = 10);

-- An import that recognised rows or IKM of another.
create table import_lean (
    association integer not null references association (number),
    on_batch    blob not null check (length(on_batch) = 16),
    batch       blob not null check (length(batch) = 16),
    primary key (association, on_batch, batch)
) strict, without rowid;

-- Since when it is known that they are two.
alter table ikm_pair add column decided_on text check (length(decided_on) = 10);
create index ikm_pair_b on ikm_pair (association, b);

-- Two IKM that were found to be one; the document has what was known before and what moved.
create table ikm_merge (
    association integer not null,
    id          blob not null check (length(id) = 16),
    keep        blob not null,
    dropped     blob not null,
    undone_on   text check (length(undone_on) = 10),
    document    text not null check (json_valid(document)),
    primary key (association, id),
    foreign key (association, keep) references ikm (association, id),
    foreign key (association, dropped) references ikm (association, id)
) strict;

create index ikm_merge_keep on ikm_merge (association, keep);
create index ikm_merge_dropped on ikm_merge (association, dropped);

create trigger ikm_merge_is_not_changed before update of association, id, keep, dropped, document
on ikm_merge
begin select raise(abort, 'a merge stays as it was made'); end;
create trigger ikm_merge_is_undone_once before update of undone_on on ikm_merge
when old.undone_on is not null
begin select raise(abort, 'this merge was taken back before'); end;
create trigger ikm_merge_is_not_deleted before delete on ikm_merge
begin select raise(abort, 'a merge stays as it was made'); end;

-- Filters that were saved under a name.
create table segment (
    association integer not null references association (number),
    name        text not null,
    document    text not null check (json_valid(document)),
    primary key (association, name)
) strict, without rowid;

-- An IKM may have been a member more than once, and is one at most once at a time: a merge brings the
-- memberships of two together. A table's own rule can be changed only with the table; the rows that
-- name a member find it again before the end.
pragma defer_foreign_keys = on;
create table member_before as select * from member;
drop table member;
create table member (
    association integer not null references association (number),
    id          blob not null check (length(id) = 16),
    version     integer not null,
    number      integer not null check (number > 0),    -- 1 is A-0001
    ikm         blob not null,
    status      text not null check (status in ('applied', 'active', 'suspended', 'ended')),
    since       text not null check (length(since) = 10),
    primary key (association, id),
    unique (association, number),
    foreign key (association, ikm) references ikm (association, id)
) strict, without rowid;
insert into member select * from member_before;
drop table member_before;

-- One that has not ended counts as zero here, and there is one zero an IKM.
create unique index member_ikm
on member (association, ikm, (case status when 'ended' then number else 0 end));
