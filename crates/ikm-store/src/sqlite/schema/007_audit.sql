-- What was done, as a chain of digests, and the keys of commands.

create table audit (
    association integer not null references association (number),
    seq         integer not null check (seq > 0),
    at          text not null,
    action      text not null,
    subject     text not null,
    content     blob not null check (length(content) = 32),
    text        blob not null check (length(text) = 32),
    previous    blob not null check (length(previous) = 32),
    seal        blob not null check (length(seal) = 32),
    primary key (association, seq)
) strict, without rowid;

-- The personal part of a record. It may be deleted: the chain holds only a salted digest of it.
create table audit_text (
    association integer not null,
    seq         integer not null,
    salt        blob not null check (length(salt) = 16),
    actor       text not null,
    note        text not null,
    primary key (association, seq),
    foreign key (association, seq) references audit (association, seq)
) strict, without rowid;

create table request (
    association integer not null references association (number),
    key         text not null,
    digest      blob not null check (length(digest) = 32),
    answer      text,
    primary key (association, key)
) strict, without rowid;

create trigger audit_is_not_changed before update on audit
begin select raise(abort, 'the audit trail is only added to'); end;
create trigger audit_is_not_deleted before delete on audit
begin select raise(abort, 'the audit trail is only added to'); end;
