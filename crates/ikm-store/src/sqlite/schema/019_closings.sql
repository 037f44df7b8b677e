-- The journal by days, the closings of the books, and money that is promised and not spent yet.

create index entry_day on entry (association, day, place);

-- The books closed up to the day `until`. `balances` is an array of accounts, each with its debits and
-- credits, as they stood then.
create table closing (
    association integer not null references association (number),
    number      integer not null check (number > 0),
    until       text not null check (length(until) = 10),
    closed_on   text not null check (length(closed_on) = 10),
    entries     integer not null check (entries >= 0),
    head        blob not null check (length(head) = 32),
    year_end    blob check (length(year_end) = 16),
    balances    text not null check (json_valid(balances)),
    digest      blob not null check (length(digest) = 32),
    primary key (association, number)
) strict, without rowid;

create trigger closing_is_not_changed before update on closing
begin select raise(abort, 'what was closed stays closed'); end;
create trigger closing_is_not_deleted before delete on closing
begin select raise(abort, 'what was closed stays closed'); end;

create trigger entry_is_not_too_late before insert on entry
when exists (select 1 from closing where association = new.association and until > new.day)
begin select raise(abort, 'the books are closed for that day'); end;

create table hold (
    association integer not null references association (number),
    id          blob not null check (length(id) = 16),
    account     text not null references ledger_account (code),
    member      blob not null check (length(member) in (0, 16)),
    amount      integer not null check (amount > 0),
    opened_on   text not null check (length(opened_on) = 10),
    reason      text not null,
    posted      blob check (length(posted) = 16),
    voided_on   text check (length(voided_on) = 10),
    primary key (association, id),
    check (posted is null or voided_on is null)
) strict, without rowid;

create index hold_open on hold (association, id) where posted is null and voided_on is null;

create trigger hold_ends_once before update on hold
when old.posted is not null or old.voided_on is not null
    or new.account <> old.account or new.member <> old.member or new.amount <> old.amount
begin select raise(abort, 'a hold ends once'); end;
create trigger hold_is_not_deleted before delete on hold
begin select raise(abort, 'a hold ends once'); end;
