-- Where members are paid, and how far each payment of a settlement has come.

-- Dated: the account of a day is that of the last row up to it. Personal data, which may be deleted.
create table bank_account (
    association integer not null,
    member      blob not null,
    since       text not null check (length(since) = 10),
    document    text not null check (json_valid(document)),
    primary key (association, member, since),
    foreign key (association, member) references member (association, id)
) strict, without rowid;

create table payout (
    association   integer not null,
    id            blob not null check (length(id) = 16),
    settlement    blob not null,
    made_on       text not null check (length(made_on) = 10),
    template      text not null,
    debit_account text not null,
    entry         blob check (length(entry) = 16),
    primary key (association, id),
    foreign key (association, settlement) references settlement (association, id)
) strict, without rowid;

create index payout_of_settlement on payout (association, settlement);

create table payout_line (
    association integer not null,
    payout      blob not null,
    member      blob not null,
    amount      integer not null check (amount > 0),
    -- Kept as the file has it; null when paid by hand, and once it was erased.
    account     text check (json_valid(account)),
    paid        blob check (length(paid) = 16),
    failed      blob check (length(failed) = 16),
    reason      text not null,
    primary key (association, payout, member),
    foreign key (association, payout) references payout (association, id),
    foreign key (association, member) references member (association, id)
) strict, without rowid;

-- A settlement that was paid before was paid by hand, all at once.
insert into payout
select settlement.association, settlement.paid, settlement.id, entry.day, '', '', null
from settlement
join entry on entry.association = settlement.association and entry.id = settlement.paid;

insert into payout_line
select said.association, settlement.paid, said.member, said.payable, null, settlement.paid, null, ''
from settlement_member as said
join settlement on settlement.association = said.association
    and settlement.number = said.settlement
join payout on payout.association = settlement.association and payout.id = settlement.paid
where said.payable > 0;

create trigger payout_is_not_changed before update on payout
begin select raise(abort, 'a payout stays as it was made'); end;
create trigger payout_is_not_deleted before delete on payout
begin select raise(abort, 'a payout stays as it was made'); end;

create trigger payout_line_is_not_changed
before update of association, payout, member, amount on payout_line
begin select raise(abort, 'a payout stays as it was made'); end;
create trigger payout_line_ends_once before update of paid, failed, reason on payout_line
when old.failed is not null or (old.paid is not null and new.paid is not old.paid)
begin select raise(abort, 'a payment that was taken back stays so'); end;
create trigger payout_line_account_is_only_erased before update of account on payout_line
when new.account is not null and new.account is not old.account
begin select raise(abort, 'a payout stays as it was made'); end;
create trigger payout_line_is_not_deleted before delete on payout_line
begin select raise(abort, 'a payout stays as it was made'); end;
