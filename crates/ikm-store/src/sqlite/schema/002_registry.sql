-- The registry: regions, the scheme, the IKM, and what they are found by.

create table region (
    association integer not null references association (number),
    code        text not null,
    name        text not null,
    bps         text,
    postal_code text,
    primary key (association, code)
) strict, without rowid;

create table scheme (
    association integer primary key references association (number),
    document    text not null check (json_valid(document))
) strict;

-- `row` is where SQLite keeps the row; the search text names an IKM by it, and nothing else does.
create table ikm (
    row                integer primary key,
    association        integer not null references association (number),
    id                 blob not null check (length(id) = 16),
    version            integer not null,
    registered_on      text not null check (length(registered_on) = 10),
    batch              blob check (length(batch) = 16),
    name               text not null,
    owner              text,
    gender             text check (gender in ('L', 'P')),
    nik                text check (length(nik) = 16),
    npwp               text check (length(npwp) in (15, 16)),
    nib                text check (length(nib) = 13),
    phone              text,
    email              text,
    regency            text not null,
    kecamatan          text,
    nagari             text,
    address            text,
    postal_code        text,
    latitude           text,        -- decimals are text: a float would lose them
    longitude          text,
    kbli               text,        -- edition and code: 2020:10794
    class              text,        -- the code of a class in the scheme
    commodity          text,
    product            text,
    legal_form         text,
    founded_year       integer,
    figures_year       integer,     -- the year that the figures below speak of
    workers_male       integer check (workers_male >= 0),
    workers_female     integer check (workers_female >= 0),
    workers_total      integer check (workers_total >= 0),
    investment         integer,
    production_value   integer,
    raw_material_value integer,
    sales              integer,
    capacity           text,
    capacity_unit      text,
    pirt               text,
    halal              text,
    notes              text,
    unique (association, id)
) strict;

create unique index ikm_nib on ikm (association, nib) where nib is not null;

-- The blocking keys, each as 64 bits of its digest: a lookup compares the profiles themselves.
create table ikm_key (
    association integer not null,
    key         integer not null,
    ikm         blob not null,
    primary key (association, key, ikm)
) strict, without rowid;

-- The words by which an IKM is found, folded as a search is: first those of its name, each with an
-- equals sign behind it, so that a name is found by itself; then the rest. The text itself stands in
-- the table ikm only.
create virtual table ikm_text using fts5 (
    words,
    content = '', contentless_delete = 1, prefix = '2',
    tokenize = "unicode61 remove_diacritics 2 tokenchars '='"
);

-- Sixteen megabytes of words are gathered before a segment is written: an import takes a third less.
insert into ikm_text (ikm_text, rank) values ('hashsize', 16777216);

-- Which IKM the nth row with this content became.
create table import_row (
    association integer not null,
    digest      blob not null check (length(digest) = 32),
    nth         integer not null check (nth > 0),
    ikm         blob not null,
    primary key (association, digest, nth)
) strict, without rowid;

create table import_batch (
    association integer not null references association (number),
    id          blob not null check (length(id) = 16),
    imported_on text not null check (length(imported_on) = 10),
    at          text not null,
    file        text not null,
    digest      blob not null check (length(digest) = 32),
    rows        integer not null,
    added       integer not null check (added >= 0),
    updated     integer not null check (updated >= 0),
    unchanged   integer not null check (unchanged >= 0),
    rejected    integer not null check (rejected >= 0),
    primary key (association, id),
    check (rows = added + updated + unchanged + rejected)
) strict, without rowid;

-- Two IKM that may be one, for a person to decide.
create table ikm_pair (
    association integer not null,
    a           blob not null,
    b           blob not null,
    score       integer not null check (score between 0 and 100),
    reasons     text not null check (json_valid(reasons)),
    primary key (association, a, b),
    check (a < b),
    foreign key (association, a) references ikm (association, id),
    foreign key (association, b) references ikm (association, id)
) strict, without rowid;
