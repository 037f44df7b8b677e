-- Programmes that last, and the way of each IKM through one.

create table programme (
    association integer not null references association (number),
    code        text not null check (length(code) between 1 and 32),
    document    text not null check (json_valid(document)),
    primary key (association, code)
) strict, without rowid;

create table enrolment (
    association integer not null,
    id          blob not null check (length(id) = 16),
    version     integer not null,
    programme   text not null,
    ikm         blob not null,
    status      text not null
        check (status in ('applied', 'accepted', 'refused', 'completed', 'withdrawn')),
    since       text not null check (length(since) = 10),
    granted     integer check (granted >= 0),   -- what was granted last, held or not
    primary key (association, id),
    foreign key (association, programme) references programme (association, code),
    foreign key (association, ikm) references ikm (association, id)
) strict, without rowid;

create unique index enrolment_open
on enrolment (association, programme, ikm) where status in ('applied', 'accepted');
create index enrolment_programme on enrolment (association, programme, id);
create index enrolment_ikm on enrolment (association, ikm, id);

create table enrolment_event (
    association integer not null,
    enrolment   blob not null,
    place       integer not null check (place > 0),
    day         text not null check (length(day) = 10),
    step        text not null
        check (step in ('apply', 'accept', 'refuse', 'complete', 'withdraw')),
    granted     integer check (granted >= 0),
    reason      text,
    primary key (association, enrolment, place),
    foreign key (association, enrolment) references enrolment (association, id)
) strict, without rowid;

create trigger programme_is_not_changed before update on programme
begin select raise(abort, 'a programme stays as it was announced'); end;
create trigger programme_is_not_deleted before delete on programme
begin select raise(abort, 'a programme stays as it was announced'); end;

create trigger enrolment_is_not_deleted before delete on enrolment
begin select raise(abort, 'an enrolment is never deleted'); end;
create trigger enrolment_keeps_its_programme before update of association, id, programme on enrolment
begin select raise(abort, 'an enrolment stays in its programme'); end;

create trigger enrolment_event_is_not_changed before update on enrolment_event
begin select raise(abort, 'the history of an enrolment is only added to'); end;
create trigger enrolment_event_is_not_deleted before delete on enrolment_event
begin select raise(abort, 'the history of an enrolment is only added to'); end;
