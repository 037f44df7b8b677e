-- The accounts and the kinds of entries stand in tables of their own, so that a later version can add
-- to them without writing the journal anew.

create table ledger_account (
    code text not null primary key,
    side text not null check (side in ('asset', 'liability', 'equity', 'income', 'expense'))
) strict, without rowid;

insert into ledger_account (code, side) values
    ('cash', 'asset'),
    ('bank', 'asset'),
    ('qris-in-transit', 'asset'),
    ('payout-in-transit', 'asset'),
    ('dinas-receivable', 'asset'),
    ('dues-receivable', 'asset'),
    ('consignment-payable', 'liability'),
    ('payout-due', 'liability'),
    ('tax-withheld', 'liability'),
    ('shipping-in-transit', 'liability'),
    ('postal-payable', 'liability'),
    ('dinas-payable', 'liability'),
    ('fund', 'equity'),
    ('commission-income', 'income'),
    ('dues-income', 'income'),
    ('postal-commission', 'income'),
    ('cash-rounding', 'income'),
    ('shipping-subsidy', 'expense'),
    ('qris-fee', 'expense'),
    ('discount-expense', 'expense'),
    ('stock-loss', 'expense'),
    ('drawer-difference', 'expense');

create table entry_kind (code text not null primary key) strict, without rowid;

insert into entry_kind (code) values
    ('sale'), ('refund'), ('void'), ('loss'), ('day-close'), ('qris-settled'), ('dues-charge'),
    ('dues-payment'), ('settlement'), ('payout'), ('payout-failed'), ('tax'), ('shipment'),
    ('postal-settled'), ('transfer'), ('opening'), ('closing'), ('handover'), ('reversal');

create table new_entry (
    association integer not null references association (number),
    place       integer not null check (place > 0),
    id          blob not null check (length(id) = 16),
    day         text not null check (length(day) = 10),
    kind        text not null references entry_kind (code),
    reference   text not null,
    reverses    blob,
    primary key (association, place),
    unique (association, id),
    foreign key (association, reverses) references new_entry (association, id)
) strict, without rowid;

insert into new_entry select association, place, id, day, kind, reference, reverses from entry
order by association, place;

-- A debit is positive, a credit negative. `member` is empty where the account has none.
create table new_posting (
    association integer not null,
    entry       integer not null,
    account     text not null references ledger_account (code),
    member      blob not null check (length(member) in (0, 16)),
    amount      integer not null check (amount <> 0),
    primary key (association, entry, account, member),
    foreign key (association, entry) references new_entry (association, place)
) strict, without rowid;

insert into new_posting select association, entry, account, member, amount from posting;

drop table posting;
drop table entry;
alter table new_entry rename to entry;
alter table new_posting rename to posting;

create trigger entry_is_not_changed before update on entry
begin select raise(abort, 'the journal is only added to'); end;
create trigger entry_is_not_deleted before delete on entry
begin select raise(abort, 'the journal is only added to'); end;

create trigger posting_is_not_changed before update on posting
begin select raise(abort, 'the journal is only added to'); end;
create trigger posting_is_not_deleted before delete on posting
begin select raise(abort, 'the journal is only added to'); end;
