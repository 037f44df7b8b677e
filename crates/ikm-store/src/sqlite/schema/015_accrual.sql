-- What makers are due, line by line: sales, and what is taken back, lost, charged and withheld.
--
-- A line stands under the settlement that took it up. One that waits stands under the number that the
-- next settlement will have, so that a run writes nothing to the lines that it takes up, and only
-- moves on those that it leaves.
create table accrual (
    association integer not null,
    settlement  integer not null check (settlement > 0),
    member      blob not null,
    day         text not null check (length(day) = 10),
    document    blob not null check (length(document) = 16),
    number      integer not null check (number > 0),
    kind        text not null check (
        kind in ('sale', 'refund', 'void', 'loss', 'charge', 'tax')
    ),
    reference   text not null,
    entry       blob check (length(entry) = 16),
    about       text not null,
    quantity    integer not null check (quantity >= 0),
    terms       text not null,
    gross       integer not null,
    commission  integer not null,
    charges     integer not null,
    primary key (association, settlement, member, day, document, number, kind),
    unique (association, document, number, kind),
    foreign key (association, member) references member (association, id)
) strict, without rowid;

insert into accrual
select line.association, settled.settlement, line.member, sale.sold_on, line.sale, line.number, 'sale',
    sale.receipt, entry.id, line.sku, line.quantity, line.rate, line.gross,
    line.commission, 0
from settled_line as settled
join sale_line as line on line.association = settled.association and line.sale = settled.sale
    and line.number = settled.number
join sale on sale.association = line.association and sale.id = line.sale
left join entry on entry.association = sale.association and entry.id = sale.entry
order by 1, 2, 3, 4, 5, 6;

insert into accrual
select line.association, (
        select coalesce(max(settlement.number), 0) + 1 from settlement
        where settlement.association = line.association
    ), line.member, sale.sold_on, line.sale, line.number, 'sale', sale.receipt, entry.id, line.sku,
    line.quantity, line.rate, line.gross, line.commission, 0
from waiting_line as waiting
join sale_line as line on line.association = waiting.association and line.sale = waiting.sale
    and line.number = waiting.number
join sale on sale.association = line.association and sale.id = line.sale
left join entry on entry.association = sale.association and entry.id = sale.entry
order by 1, 2, 3, 4, 5, 6;

drop table waiting_line;
drop table settled_line;

create trigger accrual_waits_when_it_is_booked before insert on accrual
when exists (
    select 1 from settlement
    where association = new.association and number >= new.settlement
)
begin select raise(abort, 'a settlement that was run takes up no more lines'); end;
create trigger accrual_is_taken_up_once before update of settlement on accrual
when new.settlement <> old.settlement + 1 or exists (
    select 1 from settlement
    where association = old.association and number >= old.settlement
)
begin select raise(abort, 'a line is taken up once'); end;
create trigger accrual_is_not_changed
before update of association, member, day, document, number, kind, reference, entry, about, quantity,
    terms, gross, commission, charges on accrual
begin select raise(abort, 'a line stays as it was booked'); end;
create trigger accrual_is_not_deleted before delete on accrual
begin select raise(abort, 'a line stays as it was booked'); end;
