-- Associations, and the migrations that made this file.

create table schema_migration (
    version  integer primary key,
    name     text not null,
    checksum text not null          -- SHA-256 of the SQL that was run
) strict;

-- Every other table's key begins with the number of an association: a byte instead of sixteen.
create table association (
    number     integer primary key check (number > 0),
    id         blob not null unique check (length(id) = 16),
    name       text not null,
    regency    text not null,
    founded_on text not null check (length(founded_on) = 10)
) strict;
