-- The gallery: what came in, what was sold, and what its makers were paid.

create table note (
    association integer not null references association (number),
    id          blob not null check (length(id) = 16),
    number      text not null,
    received_on text not null check (length(received_on) = 10),
    digest      blob not null check (length(digest) = 32),
    primary key (association, id),
    unique (association, number)
) strict, without rowid;

create table item (
    association        integer not null,
    id                 blob not null check (length(id) = 16),
    version            integer not null,
    note               blob not null,
    member             blob not null,
    sku                text not null,
    name               text not null,
    category           text not null,
    lot                text,
    best_before        text check (length(best_before) = 10),
    received_on        text not null check (length(received_on) = 10),
    unit_price         integer not null check (unit_price >= 0),
    commission_percent text not null,
    discount           text not null check (discount in ('shared', 'refused')),
    received           integer not null check (received >= 0),
    sold               integer not null check (sold >= 0),
    returned           integer not null check (returned >= 0),
    written_off        integer not null check (written_off >= 0),
    primary key (association, id),
    -- What is on hand is never negative.
    check (received >= sold + returned + written_off),
    foreign key (association, note) references note (association, id),
    foreign key (association, member) references member (association, id)
) strict, without rowid;

create index item_sku on item (association, sku);

create trigger item_terms_are_frozen
before update of association, id, note, member, sku, name, category, lot, best_before, received_on,
    unit_price, commission_percent, discount on item
begin select raise(abort, 'what an item is, its price and its terms never change'); end;

create table stock_move (
    association integer not null,
    item        blob not null,
    place       integer not null check (place > 0),
    day         text not null check (length(day) = 10),
    kind        text not null check (kind in ('received', 'sold', 'returned', 'written-off')),
    quantity    integer not null check (quantity > 0),
    reference   text not null,
    primary key (association, item, place),
    foreign key (association, item) references item (association, id)
) strict, without rowid;

create table sale (
    association integer not null references association (number),
    id          blob not null check (length(id) = 16),
    receipt     text not null,
    sold_on     text not null check (length(sold_on) = 10),
    payment     text not null check (payment in ('cash', 'qris', 'transfer')),
    entry       blob not null check (length(entry) = 16),
    digest      blob not null check (length(digest) = 32),
    primary key (association, id),
    unique (association, receipt)
) strict, without rowid;

create table settlement (
    association     integer not null references association (number),
    number          integer not null check (number > 0),
    id              blob not null check (length(id) = 16),
    run_on          text not null check (length(run_on) = 10),
    until           text not null check (length(until) = 10),
    hold_days       integer not null check (hold_days >= 0),
    minimum         integer not null check (minimum >= 0),
    members         integer not null,
    lines           integer not null,
    gross           integer not null,
    commission      integer not null,
    charges         integer not null,
    payable         integer not null check (payable >= 0),
    carried_forward integer not null,
    entry           blob check (length(entry) = 16),
    paid            blob check (length(paid) = 16),
    primary key (association, number),
    unique (association, id),
    check (gross = commission + charges + payable + carried_forward)
) strict, without rowid;

create table sale_line (
    association        integer not null,
    sale               blob not null,
    number             integer not null check (number > 0),
    member             blob not null,
    sku                text not null,
    quantity           integer not null check (quantity > 0),
    unit_price         integer not null check (unit_price >= 0),
    commission_percent text not null,
    gross              integer not null,
    commission         integer not null check (commission between 0 and gross),
    primary key (association, sale, number),
    check (gross = quantity * unit_price),
    foreign key (association, sale) references sale (association, id),
    foreign key (association, member) references member (association, id)
) strict, without rowid;

-- Every line stands in one of these two, first in this. A settlement sums this by maker and moves what
-- it takes up to the other, in the order in which both are kept.
create table waiting_line (
    association integer not null,
    member      blob not null,
    sold_on     text not null check (length(sold_on) = 10),
    sale        blob not null,
    number      integer not null,
    gross       integer not null,
    commission  integer not null,
    primary key (association, member, sold_on, sale, number),
    foreign key (association, sale, number) references sale_line (association, sale, number)
) strict, without rowid;

-- The lines that each settlement took up.
create table settled_line (
    association integer not null,
    settlement  integer not null,
    member      blob not null,
    sold_on     text not null check (length(sold_on) = 10),
    sale        blob not null,
    number      integer not null,
    primary key (association, settlement, member, sold_on, sale, number),
    foreign key (association, settlement) references settlement (association, number)
) strict, without rowid;

-- The items that the pieces of a line came from.
create table sale_pick (
    association integer not null,
    sale        blob not null,
    line        integer not null,
    place       integer not null check (place > 0),
    item        blob not null,
    quantity    integer not null check (quantity > 0),
    primary key (association, sale, line, place),
    foreign key (association, sale, line) references sale_line (association, sale, number),
    foreign key (association, item) references item (association, id)
) strict, without rowid;

-- What a settlement says of each maker.
create table settlement_member (
    association     integer not null,
    settlement      integer not null,
    member          blob not null,
    lines           integer not null check (lines >= 0),
    gross           integer not null,
    commission      integer not null,
    charges         integer not null,
    payable         integer not null check (payable >= 0),
    brought_forward integer not null,
    left_over       integer not null,
    primary key (association, settlement, member),
    foreign key (association, settlement) references settlement (association, number),
    foreign key (association, member) references member (association, id)
) strict, without rowid;

-- What the last settlement that names a maker left for the next; negative when the maker owes.
create table carried_forward (
    association integer not null,
    member      blob not null,
    amount      integer not null,
    primary key (association, member),
    foreign key (association, member) references member (association, id)
) strict, without rowid;

create trigger note_is_not_changed before update on note
begin select raise(abort, 'an intake note stays as it was written'); end;
create trigger note_is_not_deleted before delete on note
begin select raise(abort, 'an intake note stays as it was written'); end;

create trigger stock_move_is_not_changed before update on stock_move
begin select raise(abort, 'the stock journal is only added to'); end;
create trigger stock_move_is_not_deleted before delete on stock_move
begin select raise(abort, 'the stock journal is only added to'); end;

create trigger sale_is_not_changed before update on sale
begin select raise(abort, 'a sale stays as it was made'); end;
create trigger sale_is_not_deleted before delete on sale
begin select raise(abort, 'a sale stays as it was made'); end;

create trigger sale_line_is_not_changed before update on sale_line
begin select raise(abort, 'a sale stays as it was made'); end;
create trigger sale_line_is_not_deleted before delete on sale_line
begin select raise(abort, 'a sale stays as it was made'); end;

create trigger sale_pick_is_not_changed before update on sale_pick
begin select raise(abort, 'a sale stays as it was made'); end;
create trigger sale_pick_is_not_deleted before delete on sale_pick
begin select raise(abort, 'a sale stays as it was made'); end;

create trigger waiting_line_is_not_changed before update on waiting_line
begin select raise(abort, 'a line waits as it was sold'); end;

create trigger settled_line_is_not_changed before update on settled_line
begin select raise(abort, 'a line is taken up once'); end;
create trigger settled_line_is_not_deleted before delete on settled_line
begin select raise(abort, 'a line is taken up once'); end;

create trigger settlement_is_paid_once before update of paid on settlement
when old.paid is not null
begin select raise(abort, 'this settlement was paid before'); end;
create trigger settlement_is_not_changed
before update of association, number, id, run_on, until, hold_days, minimum, members, lines, gross,
    commission, charges, payable, carried_forward, entry on settlement
begin select raise(abort, 'a settlement stays as it was run'); end;
create trigger settlement_is_not_deleted before delete on settlement
begin select raise(abort, 'a settlement stays as it was run'); end;

create trigger settlement_member_is_not_changed before update on settlement_member
begin select raise(abort, 'a settlement stays as it was run'); end;
create trigger settlement_member_is_not_deleted before delete on settlement_member
begin select raise(abort, 'a settlement stays as it was run'); end;
