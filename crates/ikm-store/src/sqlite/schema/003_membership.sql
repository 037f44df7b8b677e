-- Members, their history and their dues.

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
    unique (association, ikm),
    foreign key (association, ikm) references ikm (association, id)
) strict, without rowid;

create table membership_event (
    association integer not null,
    member      blob not null,
    place       integer not null check (place > 0),
    day         text not null check (length(day) = 10),
    change      text not null check (change in ('apply', 'accept', 'suspend', 'resume', 'end')),
    primary key (association, member, place),
    foreign key (association, member) references member (association, id)
) strict, without rowid;

create table dues_plan (
    association integer not null references association (number),
    from_month  text not null check (length(from_month) = 7),
    monthly     integer not null check (monthly >= 0),
    primary key (association, from_month)
) strict, without rowid;

create table dues_charge (
    association integer not null,
    member      blob not null,
    month       text not null check (length(month) = 7),
    amount      integer not null check (amount > 0),
    entry       blob not null check (length(entry) = 16),
    primary key (association, member, month),
    foreign key (association, member) references member (association, id)
) strict, without rowid;

create table dues_payment (
    association integer not null,
    member      blob not null,
    place       integer not null check (place > 0),
    day         text not null check (length(day) = 10),
    amount      integer not null check (amount > 0),
    entry       blob not null check (length(entry) = 16),
    primary key (association, member, place),
    foreign key (association, member) references member (association, id)
) strict, without rowid;

create trigger membership_event_is_not_changed before update on membership_event
begin select raise(abort, 'the history of a membership is only added to'); end;
create trigger membership_event_is_not_deleted before delete on membership_event
begin select raise(abort, 'the history of a membership is only added to'); end;

create trigger dues_charge_is_not_changed before update on dues_charge
begin select raise(abort, 'dues that were charged stay charged'); end;
create trigger dues_charge_is_not_deleted before delete on dues_charge
begin select raise(abort, 'dues that were charged stay charged'); end;

create trigger dues_payment_is_not_changed before update on dues_payment
begin select raise(abort, 'dues that were paid stay paid'); end;
create trigger dues_payment_is_not_deleted before delete on dues_payment
begin select raise(abort, 'dues that were paid stay paid'); end;
