-- A person may ask to be forgotten (UU 27/2022). What an IKM was still never changes, but for what names
-- its owner: that may be set to nothing, and to nothing else.

drop trigger ikm_past_is_not_changed;
create trigger ikm_past_is_not_changed before update on ikm_past
when new.document is old.document
    or (new.association, new.ikm, new.version, new.since, new.until, new.cause, new.merged,
        new.kecamatan, new.class)
        is not (old.association, old.ikm, old.version, old.since, old.until, old.cause, old.merged,
        old.kecamatan, old.class)
    or new.document is not json_replace(old.document,
            '$.profile.owner', null,
            '$.profile.gender', null,
            '$.profile.nik', null,
            '$.profile.npwp', null,
            '$.profile.phone', null,
            '$.profile.email', null,
            '$.profile.place.address', null,
            '$.profile.place.postal_code', null,
            '$.profile.place.latitude', null,
            '$.profile.place.longitude', null,
            '$.profile.notes', null)
begin select raise(abort, 'what an ikm was stays as it was'); end;

drop trigger ikm_merge_is_not_changed;
create trigger ikm_merge_is_not_changed before update of association, id, keep, dropped, document
on ikm_merge
when new.document is old.document
    or (new.association, new.id, new.keep, new.dropped)
        is not (old.association, old.id, old.keep, old.dropped)
    or new.document is not json_replace(old.document,
            '$.keep_before.owner', null,
            '$.keep_before.gender', null,
            '$.keep_before.nik', null,
            '$.keep_before.npwp', null,
            '$.keep_before.phone', null,
            '$.keep_before.email', null,
            '$.keep_before.place.address', null,
            '$.keep_before.place.postal_code', null,
            '$.keep_before.place.latitude', null,
            '$.keep_before.place.longitude', null,
            '$.keep_before.notes', null,
            '$.keep_after.owner', null,
            '$.keep_after.gender', null,
            '$.keep_after.nik', null,
            '$.keep_after.npwp', null,
            '$.keep_after.phone', null,
            '$.keep_after.email', null,
            '$.keep_after.place.address', null,
            '$.keep_after.place.postal_code', null,
            '$.keep_after.place.latitude', null,
            '$.keep_after.place.longitude', null,
            '$.keep_after.notes', null)
begin select raise(abort, 'a merge stays as it was made'); end;
