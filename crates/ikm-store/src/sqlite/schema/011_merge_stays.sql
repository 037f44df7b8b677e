-- A merge that was taken back is told of for good, also when an import that brought one of its IKM is
-- taken back. So a merge names IKM that were there when it was made; as long as it stands, they stay.
create table ikm_merge_that_stays (
    association integer not null references association (number),
    id          blob not null check (length(id) = 16),
    keep        blob not null check (length(keep) = 16),
    dropped     blob not null check (length(dropped) = 16),
    undone_on   text check (length(undone_on) = 10),
    document    text not null check (json_valid(document)),
    primary key (association, id)
) strict;

insert into ikm_merge_that_stays
select association, id, keep, dropped, undone_on, document from ikm_merge;

drop table ikm_merge;
alter table ikm_merge_that_stays rename to ikm_merge;

create index ikm_merge_keep on ikm_merge (association, keep);
create index ikm_merge_dropped on ikm_merge (association, dropped);

create trigger ikm_merge_names_two before insert on ikm_merge
when (
    select count(*) from ikm
    where association = new.association and id in (new.keep, new.dropped)
) < 2
begin select raise(abort, 'a merge names two ikm that are there'); end;
create trigger ikm_stays_while_merged before delete on ikm
when exists (
    select 1 from ikm_merge
    where association = old.association and keep = old.id and undone_on is null
) or exists (
    select 1 from ikm_merge
    where association = old.association and dropped = old.id and undone_on is null
)
begin select raise(abort, 'an ikm stays as long as a merge of it stands'); end;

create trigger ikm_merge_is_not_changed before update of association, id, keep, dropped, document
on ikm_merge
begin select raise(abort, 'a merge stays as it was made'); end;
create trigger ikm_merge_is_undone_once before update of undone_on on ikm_merge
when old.undone_on is not null
begin select raise(abort, 'this merge was taken back before'); end;
create trigger ikm_merge_is_not_deleted before delete on ikm_merge
begin select raise(abort, 'a merge stays as it was made'); end;
