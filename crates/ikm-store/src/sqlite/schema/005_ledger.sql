-- The journal, which is only ever added to, and the balances that it adds up to.

create table entry (
    association integer not null references association (number),
    place       integer not null check (place > 0),
    id          blob not null check (length(id) = 16),
    day         text not null check (length(day) = 10),
    kind        text not null check (kind in (
        'sale', 'dues-charge', 'dues-payment', 'settlement', 'payout', 'shipment', 'transfer',
        'reversal'
    )),
    reference   text not null,
    reverses    blob,
    primary key (association, place),
    unique (association, id),
    foreign key (association, reverses) references entry (association, id)
) strict, without rowid;

-- A debit is positive, a credit negative. `member` is empty where the account has none.
create table posting (
    association integer not null,
    entry       integer not null,
    account     text not null check (account in (
        'cash', 'bank', 'qris-in-transit', 'dinas-receivable', 'dues-receivable',
        'consignment-payable', 'payout-due', 'postal-payable', 'commission-income', 'dues-income',
        'shipping-subsidy'
    )),
    member      blob not null check (length(member) in (0, 16)),
    amount      integer not null check (amount <> 0),
    primary key (association, entry, account, member),
    foreign key (association, entry) references entry (association, place)
) strict, without rowid;

-- The sums of all postings of an account, each side for itself.
create table balance (
    association integer not null,
    account     text not null,
    member      blob not null check (length(member) in (0, 16)),
    debit       integer not null check (debit >= 0),
    credit      integer not null check (credit >= 0),
    primary key (association, account, member)
) strict, without rowid;

create trigger entry_is_not_changed before update on entry
begin select raise(abort, 'the journal is only added to'); end;
create trigger entry_is_not_deleted before delete on entry
begin select raise(abort, 'the journal is only added to'); end;

create trigger posting_is_not_changed before update on posting
begin select raise(abort, 'the journal is only added to'); end;
create trigger posting_is_not_deleted before delete on posting
begin select raise(abort, 'the journal is only added to'); end;
