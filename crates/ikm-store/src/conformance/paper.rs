//! Papers of the gallery, and how much of each maker lies there.

use ikm_core::gallery::{
    GalleryRules, LossCause, LossLine, LossNote, Paper, PaperBody, PaperKind, PaperLine, Place,
    ReturnNote, Served, Stock, Waiting,
};
use ikm_core::id::{EntryId, PaperId};

use super::fixture::{Maker, day, found, rp};
use super::sample::with_stock;
use crate::Store;

fn paper(make: &mut Maker, number: &str, body: PaperBody) -> Paper {
    let (id, number) = (PaperId::generate(make), number.to_owned());
    Paper { id, number, on: day("2022-04-01"), body }
}

/// A paper of every kind is read back as it was written, by its number and in the order in which it
/// was written; two kinds share a number, two papers of a kind do not.
pub fn papers_round_trip(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let item = scene.write(|tx| {
        let member = make.add_member(tx, 1)?;
        make.add_item(tx, member.id(), "rl")
    });
    let (member, item) = (item.member(), item.id());
    let place = Place::Event("Festival Carocok".to_owned());
    let line = PaperLine { item, place: place.clone(), quantity: 2 };
    let returned = ReturnNote { member, lines: vec![line], reason: "lewat \"tanggal\"".to_owned() };
    let broken = LossLine {
        number: 1,
        item,
        member,
        place,
        quantity: -3,
        cause: Some(LossCause::Broken),
        owed: rp(-27_000),
    };
    let entry = Some(EntryId::generate(&mut make));
    let loss = LossNote { lines: vec![broken], entry, reason: String::new() };
    let rules = "source = \"Rapat\"\n[default]\ncommission = \"15\"\n[quota]\nmember = 40";
    let rules = GalleryRules::from_toml(rules).expect("rules");
    let waiting = Waiting { member, goods: "keripik".to_owned(), reason: "rak penuh".to_owned() };
    let bodies = [
        PaperBody::Return(returned.clone()),
        PaperBody::Loss(loss.clone()),
        PaperBody::Count(loss),
        PaperBody::Rules(Box::new(rules)),
        PaperBody::Waiting(waiting),
        PaperBody::Served(Served { reason: "masuk".to_owned() }),
    ];
    let papers = bodies.map(|body| paper(&mut make, "1", body));
    scene.write(|tx| papers.iter().try_for_each(|paper| tx.insert_paper(paper)));
    for paper in &papers {
        let kind = paper.body.kind();
        assert_eq!(scene.read(|tx| tx.paper(kind, "1")).as_ref(), Some(paper));
        assert_eq!(scene.read(|tx| tx.paper(kind, "2")), None);
        assert_eq!(scene.read(|tx| tx.papers(kind)), std::slice::from_ref(paper));
        assert_eq!(scene.read(|tx| tx.paper_count(kind)), 1);
    }
    assert_eq!(scene.read(|tx| tx.paper_count(PaperKind::Sheet)), 0);
    let again = paper(&mut make, "1", PaperBody::Return(returned.clone()));
    scene.refused_as_existing("1", |tx| tx.insert_paper(&again));
    let [first, ..] = papers;
    let same_id = Paper { number: "2".to_owned(), ..first.clone() };
    scene.refused_as_existing(&first.id, |tx| tx.insert_paper(&same_id));
    // Numbers go by their papers, not by their digits.
    let later = paper(&mut make, "0", PaperBody::Return(returned));
    scene.write(|tx| tx.insert_paper(&later));
    assert_eq!(scene.read(|tx| tx.papers(PaperKind::Return)), [first, later]);
}

/// What lies in the gallery is the sum over the items of a maker; who has nothing there is left out.
pub fn pieces_are_summed_by_maker(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let (one, other) = scene.write(|tx| {
        let (one, other) = (make.add_member(tx, 1)?, make.add_member(tx, 2)?);
        make.add_item(tx, one.id(), "a")?;
        let sold = make.add_item(tx, one.id(), "b")?;
        tx.update_item(&with_stock(&sold, Stock { received: 100, sold: 60, ..Stock::default() }))?;
        let gone = make.add_item(tx, other.id(), "c")?;
        tx.update_item(&with_stock(&gone, Stock { received: 9, returned: 9, ..Stock::default() }))?;
        Ok((one.id(), other.id()))
    });
    assert_eq!(scene.read(|tx| tx.on_hand_by_member()), [(one, 140)]);
    scene.write(|tx| make.add_item(tx, other, "d"));
    let both = scene.read(|tx| tx.on_hand_by_member());
    assert_eq!(both.len(), 2);
    assert!(both.contains(&(other, 100)) && both.is_sorted());
}

/// Pieces at other places than the shelf, and moves with their places and causes, are read back.
pub fn places_round_trip(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let mut item = scene.write(|tx| {
        let member = make.add_member(tx, 1)?;
        make.add_item(tx, member.id(), "rl")
    });
    let (shelf, event) = (Place::Shelf, Place::Event("Bazar".to_owned()));
    let on = day("2022-03-01");
    let moved = item.relocate(&shelf, &event, 7, on, "P-1").expect("they lie there");
    let mut back = item.relocate(&event, &Place::Store, 2, on, "P-2").expect("they lie there");
    back.cause = Some(LossCause::Lost);
    scene.write(|tx| {
        tx.update_item(&item)?;
        tx.append_stock_move(&moved)?;
        tx.append_stock_move(&back)
    });
    let stored = scene.read(|tx| tx.item(item.id())).expect("it is there");
    assert_eq!(stored.elsewhere(), item.elsewhere());
    assert_eq!([stored.at(&shelf), stored.at(&event), stored.at(&Place::Store)], [93, 5, 2]);
    assert_eq!(scene.read(|tx| tx.stock_moves(item.id())), [moved, back]);
}
