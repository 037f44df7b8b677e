//! The audit trail and the keys of requests.

use ikm_core::audit::{AuditDraft, AuditRecord, AuditText};

use super::fixture::{Scene, found, moment};
use crate::{Request, Result, Store, WriteTx};

fn text(nth: u8) -> AuditText {
    AuditText { salt: [nth; 16], actor: format!("petugas {nth}"), note: "catatan".to_owned() }
}

/// Adds the `nth` record behind the newest.
fn append(tx: &mut dyn WriteTx, nth: u8) -> Result<AuditRecord> {
    let (action, subject) = (format!("uji.{nth}"), "0190".to_owned());
    let draft = AuditDraft { at: moment(u32::from(nth)), action, subject, content: [nth; 32] };
    let record = AuditRecord::following(tx.last_audit()?.as_ref(), draft, &text(nth));
    tx.append_audit(&record, &text(nth))?;
    Ok(record)
}

/// A chain of `length` records, one a transaction.
#[track_caller]
fn chain(scene: Scene<'_>, length: u8) -> Vec<AuditRecord> {
    (1..=length).map(|nth| scene.write(|tx| append(tx, nth))).collect()
}

/// A chain that is read back still verifies, record by record, and each text is the one that its
/// record knows.
pub fn the_chain_verifies(store: &dyn Store) {
    let (scene, _) = found(store);
    assert_eq!(scene.read(|tx| tx.last_audit()), None);
    let written = chain(scene, 5);
    let read = scene.read(|tx| tx.audit_page(0, 100));
    let mut last: Option<AuditRecord> = None;
    for (record, kept) in &read {
        assert!(record.follows(last.as_ref()), "record {} does not follow", record.seq);
        let kept = kept.as_ref().expect("no text was erased");
        assert_eq!(kept.digest(), record.text);
        last = Some(record.clone());
    }
    assert_eq!(scene.read(|tx| tx.last_audit()), last);
    let read: Vec<AuditRecord> = read.into_iter().map(|(record, _)| record).collect();
    assert_eq!(read, written);
}

/// A second record at one place is refused, so that the chain cannot fork.
pub fn the_chain_does_not_fork(store: &dyn Store) {
    let (scene, _) = found(store);
    let written = chain(scene, 2);
    let [first, second] = written.as_slice() else { return };
    let draft = AuditDraft {
        at: moment(9),
        action: "lain".to_owned(),
        subject: String::new(),
        content: [0; 32],
    };
    let fork = AuditRecord::following(Some(first), draft, &text(9));
    scene.refused_as_existing(&second.seq, |tx| tx.append_audit(&fork, &text(9)));
}

/// Pages of the trail hold every record once, in order of places.
pub fn audit_pages_are_complete(store: &dyn Store) {
    let (scene, _) = found(store);
    chain(scene, 5);
    let places = |after, limit| -> Vec<u64> {
        let page = scene.read(|tx| tx.audit_page(after, limit));
        page.into_iter().map(|(record, _)| record.seq).collect()
    };
    assert_eq!(places(0, 2), [1, 2]);
    assert_eq!(places(2, 2), [3, 4]);
    assert_eq!(places(4, 2), [5]);
    assert_eq!(places(5, 2), Vec::<u64>::new());
    assert_eq!(places(0, 0), Vec::<u64>::new());
}

/// A key is first known without an answer, and later with one.
pub fn a_request_is_answered_later(store: &dyn Store) {
    let (scene, _) = found(store);
    assert_eq!(scene.read(|tx| tx.request("K")), None);
    let asked = Request { digest: [0xee; 32], answer: None };
    scene.write(|tx| tx.put_request("K", &asked));
    assert_eq!(scene.read(|tx| tx.request("K")).as_ref(), Some(&asked));
    let answered = Request { answer: Some(String::new()), ..asked };
    scene.write(|tx| tx.put_request("K", &answered));
    assert_eq!(scene.read(|tx| tx.request("K")), Some(answered));
}

/// Keys are told apart exactly: by case, by blanks, by marks.
pub fn request_keys_are_exact(store: &dyn Store) {
    let (scene, _) = found(store);
    let keys = ["impor", "Impor", "impor ", "ímpor", "", "'; --", "%", "_"];
    let request = |nth: u8| Request { digest: [nth; 32], answer: None };
    scene.write(|tx| {
        keys.iter().zip(1..).try_for_each(|(key, nth)| tx.put_request(key, &request(nth)))
    });
    for (key, nth) in keys.iter().zip(1..) {
        assert_eq!(scene.read(|tx| tx.request(key)), Some(request(nth)), "{key:?}");
    }
}
