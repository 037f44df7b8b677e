//! Segments: filters that are kept under a name.

use ikm_core::registry::{Membership, PermitKind, Segment};

use super::fixture::{found, parsed};
use crate::Store;

/// A segment is read back as it was kept, by its name and in the order of names, until another
/// takes its place or it is removed.
pub fn segments_are_kept_by_name(store: &dyn Store) {
    let (scene, _) = found(store);
    let (one, other) = (parsed("Makanan tanpa halal"), parsed("Anggota"));
    let food = Segment {
        kecamatan: [parsed("13.01.05"), parsed("13.01.01")].into(),
        class: [parsed("10")].into(),
        lacks: [PermitKind::Halal].into(),
        runs_out_before: Some(parsed("2023-01-01")),
        words: Some("rendang \"'".to_owned()),
        ..Segment::default()
    };
    let members = Segment { member: [Membership::Active].into(), ..Segment::default() };
    assert_eq!(scene.read(|tx| tx.segment(&one)), None);
    scene.write(|tx| {
        tx.put_segment(&one, &members)?;
        tx.put_segment(&other, &members)?;
        tx.put_segment(&one, &food)
    });
    assert_eq!(scene.read(|tx| tx.segment(&one)).as_ref(), Some(&food));
    let all = [(other, members), (one.clone(), food)];
    assert_eq!(scene.read(|tx| tx.segments()), all);
    assert!(scene.write(|tx| tx.remove_segment(&one)));
    assert!(!scene.write(|tx| tx.remove_segment(&one)));
    let [rest, _] = all;
    assert_eq!(scene.read(|tx| tx.segments()), [rest]);
}
