//! A refused write leaves every table as it was, byte for byte, those of the search index included:
//! when its transaction is given up, and also when the caller goes on and commits the rest.

use ikm_core::gallery::{
    Item, ItemLabel, MemberSettlement, Note, Pick, Sale, SaleLine, Settlement,
};
use ikm_core::id::{IkmId, ItemId, SaleId, SettlementId};
use ikm_core::ledger::{Account, EntryDraft, EntryKind};
use ikm_core::money::Rupiah;
use ikm_core::registry::{Cause, FiguresOf, Ikm};
use ikm_store::conformance::fixture::{Maker, day, edit};
use ikm_store::conformance::sample::{Sample, sampled};
use ikm_store::{Result, StoreError, StoreExt as _, WriteTx};

use super::sqlite_dump::{dump, somewhere};

type Refused = fn(&mut dyn WriteTx, &Sample, &mut Maker) -> Result<()>;

/// Writes of which the last step is refused.
const REFUSED: [(&str, Refused); 16] = [
    ("an ikm that is there", |tx, sample, _| tx.insert_ikm(&sample.ikms[0])),
    ("a NIB that is taken", |tx, sample, make| {
        let id = IkmId::generate(make);
        tx.insert_ikm(&Ikm { id, ..sample.ikms[0].clone() })
    }),
    ("an ikm that takes a NIB", |tx, sample, _| {
        let mut second = sample.ikms[1].clone();
        second.profile = sample.ikms[0].profile.clone();
        edit(tx, &second)
    }),
    ("an ikm of an older version", |tx, sample, _| {
        edit(tx, &Ikm { version: 2, ..sample.ikms[0].clone() })
    }),
    ("an ikm that others name", |tx, sample, _| {
        tx.remove_ikm(sample.ikms[0].id, day("2022-06-01"), &Cause::Edited)
    }),
    ("figures of an ikm that is not there", |tx, sample, make| {
        let ikm = IkmId::generate(make);
        tx.put_figures(&FiguresOf { ikm, ..sample.figures[0].clone() })
    }),
    ("a merge that was taken back before", |tx, sample, _| {
        tx.end_merge(sample.merge.id, day("2022-06-01"))
    }),
    ("a member that is moved to another member", |tx, sample, _| {
        tx.move_member(sample.members[1].id(), sample.members[0].ikm())
    }),
    ("a member whose number is taken", |tx, sample, make| {
        let ikm = make.ikm("Baru");
        tx.insert_member(&make.member(&ikm, sample.members[0].number().get()))
    }),
    ("a note that is there", |tx, sample, _| {
        tx.insert_note(&Note { digest: [9; 32], ..sample.notes[0].clone() })
    }),
    ("an item under a note that is not there", |tx, sample, make| {
        let label = ItemLabel { sku: "x".to_owned(), ..sample.items[0].label().clone() };
        let note = make.note("tiada");
        let item = Item::receive(
            ItemId::generate(make),
            &note,
            sample.members[0].id(),
            label,
            1,
            Rupiah::new(1),
            sample.items[0].terms().clone(),
        );
        tx.insert_item(&item.expect("goods as they come"))
    }),
    ("a sale whose second line sells what is not there", |tx, sample, make| {
        let line = first_line(sample);
        let picks = vec![Pick { item: ItemId::generate(make), quantity: line.quantity }];
        let lines = vec![line.clone(), SaleLine { number: 9, picks, ..line }];
        tx.insert_sale(&Sale { lines, ..another_sale(sample, make) })
    }),
    ("a sale whose line does not add up", |tx, sample, make| {
        let line = first_line(sample);
        let lines = vec![SaleLine { gross: Rupiah::new(1), commission: Rupiah::ZERO, ..line }];
        tx.insert_sale(&Sale { lines, ..another_sale(sample, make) })
    }),
    // The drawer is posted first and has room for it; what is in transit has not.
    ("an entry of which the second account runs over", |tx, _, make| {
        let entry = EntryDraft::new(EntryKind::Transfer, "x", day("2022-01-01"))
            .debit(Account::QrisInTransit, Rupiah::new(i64::MAX))
            .credit(Account::Cash, Rupiah::new(i64::MAX))
            .finish(ikm_core::id::EntryId::generate(make));
        tx.append_entry(&entry.expect("it balances"))
    }),
    ("a settlement that names a maker twice", |tx, sample, make| {
        let rows: [MemberSettlement; 2] = [sample.settlement_rows[0]; 2];
        tx.insert_settlement(&another_settlement(sample, make), &rows)
    }),
    ("an audit record that is there", |tx, sample, _| {
        let (record, text) = &sample.records[0];
        tx.append_audit(record, text)
    }),
];

fn first_line(sample: &Sample) -> SaleLine {
    sample.sales[0].lines.first().expect("the first sale has lines").clone()
}

fn another_sale(sample: &Sample, make: &mut Maker) -> Sale {
    let id = SaleId::generate(make);
    Sale { id, receipt: "K-9999".to_owned(), ..sample.sales[0].clone() }
}

fn another_settlement(sample: &Sample, make: &mut Maker) -> Settlement {
    Settlement { id: SettlementId::generate(make), ..sample.settlements[0].clone() }
}

#[test]
fn a_refused_transaction_leaves_every_table() {
    let (_folder, path, store) = somewhere();
    let (scene, sample, mut make) = sampled(&store);
    let before = dump(&path);
    for (what, refused) in REFUSED {
        let end: Result<()> = store.write(scene.association, |tx| {
            let ikm = make.ikm("Sebelumnya");
            tx.insert_ikm(&ikm)?;
            tx.append_entry(&make.transfer(1))?;
            refused(tx, &sample, &mut make)
        });
        assert!(end.is_err(), "{what}");
        assert_eq!(dump(&path), before, "{what}");
    }
    assert_eq!(ikm_store::Store::check(&store).expect("it can be read"), Vec::<String>::new());
}

#[test]
fn a_refused_step_leaves_the_rest_of_its_transaction() {
    for (what, refused) in REFUSED {
        let (_folder, path, store) = somewhere();
        let (scene, sample, mut make) = sampled(&store);
        let before = dump(&path);
        let end: Result<()> = store.write(scene.association, |tx| {
            assert!(refused(tx, &sample, &mut make).is_err(), "{what}");
            Ok(())
        });
        end.expect("the rest is right");
        assert_eq!(dump(&path), before, "{what}");
    }
}

/// A closure that fails for a reason of its own leaves nothing either, whatever it wrote.
#[test]
fn a_transaction_given_up_leaves_every_table() {
    let (_folder, path, store) = somewhere();
    let (scene, sample, _) = sampled(&store);
    let before = dump(&path);
    let end: Result<()> = store.write(scene.association, |tx| {
        sample.change(tx)?;
        Err(StoreError::Full)
    });
    assert!(matches!(end, Err(StoreError::Full)));
    assert_eq!(dump(&path), before);
}
