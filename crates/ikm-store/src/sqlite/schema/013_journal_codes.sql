-- A program that writes past the store does not look at references unless it says so, but a trigger it
-- cannot pass by.

create trigger entry_is_of_a_kind before insert on entry
when not exists (select 1 from entry_kind where code = new.kind)
begin select raise(abort, 'there is no such kind of entry'); end;

create trigger posting_has_an_account before insert on posting
when not exists (select 1 from ledger_account where code = new.account)
begin select raise(abort, 'there is no such account'); end;
