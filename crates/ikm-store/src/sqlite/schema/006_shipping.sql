-- Tariff books as they were loaded, word for word, and the parcels that were accepted under them.

create table tariff (
    association    integer not null references association (number),
    id             blob not null check (length(id) = 16),
    carrier        text not null,
    version        text not null,
    in_force_from  text not null check (length(in_force_from) = 10),
    in_force_until text check (in_force_until > in_force_from),
    loaded_on      text not null check (length(loaded_on) = 10),
    book           text not null,
    zones          text not null,
    rates          text not null,
    agreement      text,
    primary key (association, id)
) strict;

create table shipment (
    association    integer not null,
    id             blob not null check (length(id) = 16),
    member         blob not null,
    accepted_on    text not null check (length(accepted_on) = 10),
    postal_code    text not null check (length(postal_code) = 5),
    service        text not null,
    weight_g       integer not null check (weight_g >= 0),
    length_mm      integer check (length_mm > 0),
    width_mm       integer check (width_mm > 0),
    height_mm      integer check (height_mm > 0),
    declared_value integer check (declared_value >= 0),
    classification text,
    billed_g       integer not null check (billed_g >= 0),
    normal         integer not null,
    special        integer not null check (special between 0 and normal),
    saving         integer not null generated always as (normal - special) virtual,
    surcharge      integer not null check (surcharge >= 0),
    insurance      integer not null check (insurance >= 0),
    tax            integer not null check (tax >= 0),
    total          integer not null
        generated always as (special + surcharge + insurance + tax) virtual,
    paid_by        text check (paid_by in ('carrier', 'association', 'dinas')),
    tariff         blob not null,
    payment        text not null check (payment in ('cash', 'qris', 'transfer')),
    receipt_number text,
    entry          blob check (length(entry) = 16),
    primary key (association, id),
    check ((length_mm is null) = (width_mm is null) and (width_mm is null) = (height_mm is null)),
    foreign key (association, member) references member (association, id),
    foreign key (association, tariff) references tariff (association, id)
) strict, without rowid;

create unique index shipment_receipt on shipment (association, receipt_number)
where receipt_number is not null;

create trigger tariff_is_not_changed before update on tariff
begin select raise(abort, 'a tariff stays as it was loaded'); end;
create trigger tariff_is_not_deleted before delete on tariff
begin select raise(abort, 'a tariff stays as it was loaded'); end;
