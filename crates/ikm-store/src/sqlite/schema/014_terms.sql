-- Terms of every kind on an item, what a line of a sale made of them, and stock by place and by cause.
-- Tables that others refer to are made anew, because a check cannot be changed.

create table new_item (
    association integer not null,
    id          blob not null check (length(id) = 16),
    version     integer not null,
    note        blob not null,
    member      blob not null,
    sku         text not null,
    name        text not null,
    category    text not null,
    lot         text,
    best_before text check (length(best_before) = 10),
    received_on text not null check (length(received_on) = 10),
    unit_price  integer not null check (unit_price >= 0),
    terms       text not null check (json_valid(terms)),
    received    integer not null check (received >= 0),
    sold        integer not null check (sold >= 0),
    returned    integer not null check (returned >= 0),
    written_off integer not null check (written_off >= 0),
    -- The pieces that do not lie on the shelf, by place; null where all do.
    elsewhere   text check (json_valid(elsewhere)),
    primary key (association, id),
    -- What is on hand is never negative.
    check (received >= sold + returned + written_off),
    foreign key (association, note) references note (association, id),
    foreign key (association, member) references member (association, id)
) strict, without rowid;

insert into new_item
select association, id, version, note, member, sku, name, category, lot, best_before, received_on,
    unit_price,
    case discount
        when 'shared' then json_object('commission', commission_percent)
        else json_object('commission', commission_percent, 'discount', discount)
    end,
    received, sold, returned, written_off, null
from item order by association, id;

create table new_stock_move (
    association integer not null,
    item        blob not null,
    place       integer not null check (place > 0),
    day         text not null check (length(day) = 10),
    kind        text not null check (kind in ('received', 'found', 'sold', 'refunded', 'returned',
        'written-off', 'recovered', 'moved')),
    quantity    integer not null check (quantity > 0),
    reference   text not null,
    location    text not null default 'shelf',
    -- Where moved pieces went.
    destination text check ((destination is not null) = (kind = 'moved')),
    -- Why pieces were written off.
    cause       text check (cause in ('lost', 'broken', 'expired', 'staff')),
    primary key (association, item, place),
    foreign key (association, item) references new_item (association, id)
) strict, without rowid;

insert into new_stock_move
select association, item, place, day, kind, quantity, reference, 'shelf', null, null
from stock_move order by association, item, place;

create table new_sale_line (
    association      integer not null,
    sale             blob not null,
    number           integer not null check (number > 0),
    member           blob not null,
    sku              text not null,
    quantity         integer not null check (quantity > 0),
    unit_price       integer not null check (unit_price >= 0),
    -- The commission that held: a percentage, `piece:` and an amount, or `net:` and an amount.
    rate             text not null,
    discount_rule    text not null
        check (discount_rule in ('shared', 'gallery', 'maker', 'refused')),
    gross            integer not null,
    discount         integer not null check (discount >= 0),
    -- Negative where the gallery bears more of a discount than it earns.
    commission       integer not null check (commission <= gross),
    borne_by_gallery integer not null check (borne_by_gallery between 0 and discount),
    primary key (association, sale, number),
    check (gross = quantity * unit_price),
    check (commission + borne_by_gallery >= 0),
    foreign key (association, sale) references sale (association, id),
    foreign key (association, member) references member (association, id)
) strict, without rowid;

-- What was not asked then is told by the items: how much below their price the pieces went.
insert into new_sale_line
select association, sale, number, member, sku, quantity, unit_price, commission_percent, 'shared',
    gross,
    (
        select max(sum(pick.quantity * item.unit_price) - line.gross, 0)
        from sale_pick as pick
        join item on item.association = pick.association and item.id = pick.item
        where pick.association = line.association and pick.sale = line.sale
            and pick.line = line.number
    ),
    commission, 0
from sale_line as line order by association, sale, number;

create table new_sale_pick (
    association integer not null,
    sale        blob not null,
    line        integer not null,
    place       integer not null check (place > 0),
    item        blob not null,
    quantity    integer not null check (quantity > 0),
    primary key (association, sale, line, place),
    foreign key (association, sale, line) references new_sale_line (association, sale, number),
    foreign key (association, item) references new_item (association, id)
) strict, without rowid;

insert into new_sale_pick select * from sale_pick order by association, sale, line, place;

create table new_waiting_line (
    association integer not null,
    member      blob not null,
    sold_on     text not null check (length(sold_on) = 10),
    sale        blob not null,
    number      integer not null,
    gross       integer not null,
    commission  integer not null,
    primary key (association, member, sold_on, sale, number),
    foreign key (association, sale, number) references new_sale_line (association, sale, number)
) strict, without rowid;

insert into new_waiting_line select * from waiting_line
order by association, member, sold_on, sale, number;

drop table waiting_line;
drop table sale_pick;
drop table stock_move;
drop table sale_line;
drop table item;
alter table new_item rename to item;
alter table new_stock_move rename to stock_move;
alter table new_sale_line rename to sale_line;
alter table new_sale_pick rename to sale_pick;
alter table new_waiting_line rename to waiting_line;

create index item_sku on item (association, sku);

create trigger item_terms_are_frozen
before update of association, id, note, member, sku, name, category, lot, best_before, received_on,
    unit_price, terms on item
begin select raise(abort, 'what an item is, its price and its terms never change'); end;

create trigger stock_move_is_not_changed before update on stock_move
begin select raise(abort, 'the stock journal is only added to'); end;
create trigger stock_move_is_not_deleted before delete on stock_move
begin select raise(abort, 'the stock journal is only added to'); end;

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
