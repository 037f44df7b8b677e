//! The audit chain: whatever is changed, dropped, moved or put in between shows, and erasing a
//! person's text does not.

use chrono::{DateTime, TimeDelta, Utc};
use ikm_core::audit::{AuditDraft, AuditRecord, AuditText, Digest, DigestBuilder, hex};
use proptest::prelude::*;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a moment")
}

fn text(salt: u8, actor: &str, note: &str) -> AuditText {
    AuditText { salt: [salt; 16], actor: actor.to_owned(), note: note.to_owned() }
}

fn draft(nth: u8) -> AuditDraft {
    AuditDraft {
        at: at("2022-01-31T02:00:00.123456Z") + TimeDelta::seconds(i64::from(nth)),
        action: "registry.import".to_owned(),
        subject: format!("017f{nth}"),
        content: [nth; 32],
    }
}

/// A chain of `length` records.
fn chain(length: u8) -> Vec<AuditRecord> {
    let mut records: Vec<AuditRecord> = Vec::new();
    for nth in 0..length {
        records.push(AuditRecord::following(records.last(), draft(nth), &text(nth, "yeni", "")));
    }
    records
}

/// The place of the first record that is not whole or does not follow the one before it.
fn first_broken(records: &[AuditRecord]) -> Option<usize> {
    let before = std::iter::once(None).chain(records.iter().map(Some));
    before.zip(records).position(|(last, record)| !record.follows(last))
}

/// One change to one field. Bytes and letters change in their last place, where a comparison that
/// stops early would miss them.
type Change = (&'static str, fn(&mut AuditRecord));

const CHANGES: [Change; 9] = [
    ("seq", |r| r.seq += 1),
    ("at", |r| r.at += TimeDelta::microseconds(1)),
    ("at, finer than is kept", |r| r.at += TimeDelta::nanoseconds(1)),
    ("action", |r| r.action.push('x')),
    ("subject", |r| r.subject.push('x')),
    ("content", |r| r.content[31] ^= 1),
    ("text", |r| r.text[31] ^= 1),
    ("previous", |r| r.previous[31] ^= 1),
    ("seal", |r| r.seal[31] ^= 1),
];

/// Python's hashlib over the bytes that the documentation of the module describes: numbers as eight
/// bytes, the greatest first; texts behind their length. A store keeps such seals, so they may never
/// come out otherwise.
#[test]
fn seals_beside_another_program() {
    let text = text(7, "yeni", "daftar 2021");
    let draft = || AuditDraft {
        at: at("2022-01-31T02:00:00.123456Z"),
        action: "registry.import".to_owned(),
        subject: "017f".to_owned(),
        content: [3; 32],
    };
    let first = AuditRecord::following(None, draft(), &text);
    let second = AuditRecord::following(Some(&first), draft(), &text);
    assert_eq!((first.seq, second.seq), (1, 2));
    assert_eq!(first.previous, [0; 32]);
    assert_eq!(second.previous, first.seal);
    let digest = "9cdf5c7446648ac0da4d3473cdc2d4a3288166e514478ad7ab76b0e9fe6a6bb9";
    assert_eq!((hex(&text.digest()), hex(&first.text)), (digest.to_owned(), digest.to_owned()));
    let seals = [
        "31cb9e8e6d77381b900cb8712231ab118933febf372218a50a3ef0513e91c2b6",
        "23213d4b810162a63418b58ec686e18ff965c85b48f456ea5f8e678740bb910a",
    ];
    assert_eq!([hex(&first.seal), hex(&second.seal)], seals);
}

/// Python's hashlib: `b"\x01"`, the length and the text of a field; `b"\x00"` for a missing one. The
/// first is the digest of nothing that FIPS 180 publishes.
#[test]
fn digests_beside_another_program() {
    let check = |fields: &[Option<&str>], expect: &str| {
        assert_eq!(hex(&digest_of(fields)), expect, "{fields:?}");
    };
    check(&[], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check(&[Some("note")], "18da2639d3ed5c4f5e8a661473f4673abc33163afe7e120b07ced4ee0ffe2739");
    check(&[Some("")], "a536aa3cede6ea3c1f3e0357c3c60e0f216a8c89b853df13b29daa8f85065dfb");
    check(&[None], "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    check(
        &[Some("Kué"), None, Some("")],
        "a29c94ccf5931e141f2a3dc2dda81cbc95eca1ef5f4954647b4786d7947f7c57",
    );
    let mut fields = DigestBuilder::new();
    fields.field("note");
    assert_eq!(fields.finish(), digest_of(&[Some("note")]));
    // Asking does not close it.
    fields.field("more");
    assert_eq!(fields.finish(), digest_of(&[Some("note"), Some("more")]));
}

#[test]
fn digests_in_hexadecimal() {
    let mut digest: Digest = [0; 32];
    digest[0] = 0x0a;
    digest[1] = 0xff;
    digest[31] = 0x70;
    assert_eq!(hex(&digest), format!("0aff{}70", "00".repeat(29)));
}

#[test]
fn a_chain_as_it_was_written_holds() {
    assert_eq!(first_broken(&[]), None);
    let records = chain(20);
    assert_eq!(first_broken(&records), None);
    assert!(records.iter().map(|record| record.seq).eq(1..=20));
    // Nothing of a record hangs on its text being there; only the text itself fits its digest.
    for (nth, record) in (0..).zip(&records) {
        assert_eq!(record.text, text(nth, "yeni", "").digest());
    }
}

#[test]
fn changing_any_field_shows() {
    let whole = chain(6);
    for (field, change) in CHANGES {
        for place in 0..whole.len() {
            let mut records = whole.clone();
            change(&mut records[place]);
            assert_eq!(first_broken(&records), Some(place), "{field} of record {place}");
        }
    }
}

#[test]
fn sealing_a_changed_record_again_shows_in_the_next() {
    let whole = chain(6);
    for place in 0..whole.len() - 1 {
        let mut records = whole.clone();
        let last = place.checked_sub(1).map(|last| records[last].clone());
        let forged = AuditDraft {
            subject: "other".to_owned(),
            ..draft(u8::try_from(place).expect("small"))
        };
        records[place] = AuditRecord::following(last.as_ref(), forged, &text(0, "x", ""));
        assert_eq!(first_broken(&records), Some(place + 1));
    }
}

#[test]
fn dropping_moving_or_putting_in_shows() {
    let whole = chain(6);
    let stranger = AuditRecord::following(Some(&whole[2]), draft(99), &text(9, "x", ""));
    for place in 0..whole.len() - 1 {
        let mut dropped = whole.clone();
        dropped.remove(place);
        assert_eq!(first_broken(&dropped), Some(place));
        let mut swapped = whole.clone();
        swapped.swap(place, place + 1);
        assert_eq!(first_broken(&swapped), Some(place));
        let mut twice = whole.clone();
        twice.insert(place, whole[place].clone());
        assert_eq!(first_broken(&twice), Some(place + 1));
        let mut inserted = whole.clone();
        inserted.insert(place, stranger.clone());
        // Put where it fits, the record after it gives it away.
        assert_eq!(first_broken(&inserted), Some(if place == 3 { 4 } else { place }));
    }
    // Cutting the end off does not show in the chain itself: only a seal kept elsewhere tells.
    assert_eq!(first_broken(&whole[..3]), None);
}

#[test]
fn a_text_that_was_changed_does_not_fit() {
    let whole = text(1, "yeni", "daftar");
    let salted = AuditText {
        salt: {
            let mut s = [1; 16];
            s[15] = 2;
            s
        },
        ..whole.clone()
    };
    let changed = [
        salted,
        text(1, "yen", "idaftar"),
        text(1, "yenid", "aftar"),
        text(1, "", "yenidaftar"),
        text(1, "yenidaftar", ""),
        text(1, "daftar", "yeni"),
        text(1, "Yeni", "daftar"),
        text(1, "yeni", "daftar "),
    ];
    for other in changed {
        assert_ne!(other.digest(), whole.digest(), "{other:?}");
    }
}

#[test]
fn a_record_keeps_the_time_that_every_store_keeps() {
    let exact = AuditDraft { at: at("2022-01-31T02:00:00.123456789Z"), ..draft(0) };
    let record = AuditRecord::following(None, exact, &text(0, "yeni", ""));
    assert_eq!(record.at, at("2022-01-31T02:00:00.123456Z"));
    assert!(record.follows(None));
}

#[test]
fn a_damaged_number_is_broken_and_no_panic() {
    let mut records = chain(2);
    records[0].seq = u64::MAX;
    records[1].seq = 0;
    assert_eq!(first_broken(&records), Some(0));
    assert!(!records[1].follows(Some(&records[0])));
}

fn digest_of(fields: &[Option<&str>]) -> Digest {
    let mut digest = DigestBuilder::new();
    for field in fields {
        digest.optional(*field);
    }
    digest.finish()
}

/// Fields that are often empty, missing or alike, so that their bytes have every chance to meet.
fn any_fields() -> impl Strategy<Value = Vec<Option<String>>> {
    prop::collection::vec(prop::option::of("[a\0\u{1}]{0,3}"), 0..5)
}

proptest! {
    #[test]
    fn fields_never_collide(a in any_fields(), b in any_fields()) {
        let digest = |fields: &[Option<String>]| {
            digest_of(&fields.iter().map(Option::as_deref).collect::<Vec<_>>())
        };
        prop_assert_eq!(digest(&a) == digest(&b), a == b);
    }

    #[test]
    fn shifted_fields_never_collide(whole in "[ab]{2,8}", a in 0_usize..9, b in 0_usize..9) {
        let cut = |at: usize| {
            let (left, right) = whole.split_at(at.min(whole.len()));
            digest_of(&[Some(left), Some(right)])
        };
        prop_assert_eq!(cut(a) == cut(b), a.min(whole.len()) == b.min(whole.len()));
    }

    #[test]
    fn a_missing_field_may_stand_anywhere(length in 0_usize..20, at in 0_usize..20) {
        let mut fields = vec![Some(""); length];
        fields.insert(at.min(length), None);
        for other in 0..=length {
            let mut moved = vec![Some(""); length];
            moved.insert(other, None);
            prop_assert_eq!(digest_of(&fields) == digest_of(&moved), other == at.min(length));
        }
    }

    #[test]
    fn any_order_but_the_written_one_shows(order in Just((0..6_usize).collect::<Vec<_>>()).prop_shuffle()) {
        let whole = chain(6);
        let shuffled: Vec<AuditRecord> = order.iter().map(|place| whole[*place].clone()).collect();
        let first_moved = order.iter().enumerate().position(|(place, from)| place != *from);
        prop_assert_eq!(first_broken(&shuffled), first_moved);
    }
}
