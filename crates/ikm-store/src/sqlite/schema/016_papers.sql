-- Papers of the gallery: handover notes, write-offs, count sheets, rules, the waiting list.

create table paper (
    association integer not null references association (number),
    kind        text not null,
    number      text not null,
    id          blob not null check (length(id) = 16),
    day         text not null check (length(day) = 10),
    document    text not null check (json_valid(document)),
    primary key (association, kind, number),
    unique (association, id)
) strict, without rowid;

create trigger paper_is_not_changed before update on paper
begin select raise(abort, 'a paper of the gallery stays as it was written'); end;
create trigger paper_is_not_deleted before delete on paper
begin select raise(abort, 'a paper of the gallery stays as it was written'); end;
