//! The rules that stand in the file itself hold for whoever writes to it, past the store too.

use ikm_store::conformance::sample::sampled;
use ikm_store::{Store as _, StoreExt as _};

use super::sqlite_dump::{dump, raw, somewhere};

/// Checks that the file refuses `sql` with words that hold `expect`, and stays as it was.
fn check_refused(cases: &[(&str, &str)]) {
    let (_folder, path, store) = somewhere();
    sampled(&store);
    let before = dump(&path);
    for (sql, expect) in cases {
        let refusal = raw(&path).execute_batch(sql).err();
        let words = refusal.map(|refusal| refusal.to_string()).unwrap_or_default();
        assert!(words.contains(expect), "{sql}: {words:?}");
        assert_eq!(dump(&path), before, "{sql}");
    }
}

#[test]
fn journals_are_only_added_to() {
    let journals = [
        ("audit", "the audit trail is only added to"),
        ("dues_charge", "dues that were charged stay charged"),
        ("dues_payment", "dues that were paid stay paid"),
        ("enrolment_event", "the history of an enrolment is only added to"),
        ("entry", "the journal is only added to"),
        ("membership_event", "the history of a membership is only added to"),
        ("note", "an intake note stays as it was written"),
        ("programme", "a programme stays as it was announced"),
        ("payout", "a payout stays as it was made"),
        ("payout_line", "a payout stays as it was made"),
        ("posting", "the journal is only added to"),
        ("sale", "a sale stays as it was made"),
        ("sale_line", "a sale stays as it was made"),
        ("sale_pick", "a sale stays as it was made"),
        ("settlement", "a settlement stays as it was run"),
        ("settlement_member", "a settlement stays as it was run"),
        ("stock_move", "the stock journal is only added to"),
        ("tariff", "a tariff stays as it was loaded"),
    ];
    for (table, expect) in journals {
        check_refused(&[
            (&format!("delete from {table}"), expect),
            (&format!("update {table} set association = association"), expect),
        ]);
    }
}

/// What an IKM was is kept; only what never saw the end of a day may go with the IKM.
#[test]
fn what_was_never_changes() {
    let was = "what an ikm was stays as it was";
    let past = "begin; insert into ikm_past values
        (1, zeroblob(16), 1, '2022-02-01', '2022-02-01', 'edited', 0, null, null, '{}'),
        (1, zeroblob(16), 2, '2022-02-01', '2022-02-02', 'edited', 0, null, null, '{}');";
    check_refused(&[
        (&format!("{past} update ikm_past set cause = cause"), was),
        (&format!("{past} delete from ikm_past"), was),
        (&format!("{past} delete from ikm_past where version = 1; delete from ikm_past"), was),
        (
            "insert into ikm_past values
             (1, zeroblob(16), 1, '2022-02-01', '2022-01-31', 'edited', 0, null, null, '{}')",
            "CHECK constraint failed",
        ),
        ("update ikm_merge set document = '{}'", "a merge stays as it was made"),
        // To erase who owns it is one thing, to say it was another is not.
        (
            "update ikm_merge set document = json_replace(document, '$.keep_before.owner', 'X')",
            "a merge stays as it was made",
        ),
        ("update ikm_merge set undone_on = null", "this merge was taken back before"),
        ("delete from ikm_merge", "a merge stays as it was made"),
        ("update ikm set merged_on = '2022-02-01'", "CHECK constraint failed"),
        (
            "insert into member select association, zeroblob(16), 1, 99, ikm, status, since
             from member",
            "UNIQUE constraint failed",
        ),
    ]);
}

#[test]
fn what_was_agreed_never_changes() {
    let (price, terms) =
        ("unit_price = 1", "what an item is, its price and its terms never change");
    check_refused(&[
        (&format!("update item set {price}"), terms),
        ("update item set terms = '{}'", terms),
        ("update item set terms = terms", terms),
        ("update item set member = note", terms),
        ("update item set sku = 'x'", terms),
        ("update item set lot = 'x'", terms),
        ("update item set best_before = null", terms),
        ("update sale_line set commission = 0", "a sale stays as it was made"),
        ("update accrual set gross = gross", "a line stays as it was booked"),
        ("update accrual set terms = '0%'", "a line stays as it was booked"),
        ("delete from accrual", "a line stays as it was booked"),
        ("update accrual set settlement = settlement + 1", "a line is taken up once"),
        ("update accrual set settlement = settlement - 1", "a line is taken up once"),
        (
            "update accrual set settlement = settlement + 2 where settlement > 2",
            "a line is taken up once",
        ),
        (
            "insert into accrual select association, 1, member, day, zeroblob(16), number, kind,
             reference, entry, about, quantity, terms, gross, commission, charges from accrual
             limit 1",
            "a settlement that was run takes up no more lines",
        ),
        (
            "update settlement set paid = null where paid is not null",
            "this settlement was paid before",
        ),
        ("update settlement set payable = 0", "a settlement stays as it was run"),
        ("delete from scheme", "reports of its days need the scheme"),
        ("delete from class_mapping", "the classes of its days need the mapping"),
    ]);
}

#[test]
fn figures_agree() {
    let check = "CHECK constraint failed";
    check_refused(&[
        // Received = sold + returned + written off + on hand, and on hand is never negative.
        ("update item set sold = received + 1", check),
        ("update item set returned = received, written_off = 1", check),
        ("update item set sold = -1", check),
        ("insert into posting values (1, 1, 'bank', x'0011', 5)", check),
        ("insert into posting values (1, 1, 'dues-income', x'', 0)", check),
        ("insert into posting values (1, 1, 'petty-cash', x'', 5)", "there is no such account"),
        (
            "insert into entry values (1, 99, zeroblob(16), '2022-02-01', 'gift', '', null)",
            "there is no such kind of entry",
        ),
        ("update balance set debit = -1", check),
        (
            "insert into sale_line select association, sale, 99, member, sku, quantity, unit_price,
             rate, discount_rule, gross + 1, discount, commission, borne_by_gallery from sale_line",
            check,
        ),
        (
            "insert into sale_line select association, sale, 99, member, sku, quantity, unit_price,
             rate, discount_rule, gross, discount, gross + 1, borne_by_gallery from sale_line",
            check,
        ),
        (
            "insert into sale_line select association, sale, 99, member, sku, quantity, unit_price,
             rate, discount_rule, gross, 5, commission, 6 from sale_line",
            check,
        ),
        (
            "insert into sale_line select association, sale, 99, member, sku, quantity, unit_price,
             rate, discount_rule, gross, 5, -5, 4 from sale_line",
            check,
        ),
        ("insert into stock_move select association, item, 99, day, 'moved', quantity, reference,
             location, null, null from stock_move", check),
        ("insert into stock_move select association, item, 99, day, 'sold', quantity, reference,
             location, null, 'stolen' from stock_move", check),
        (
            "insert into settlement select association, 99, zeroblob(16), run_on, until, hold_days,
             minimum, members, lines, gross + 1, commission, charges, payable, carried_forward,
             entry, null from settlement where number = 1",
            check,
        ),
        ("update shipment set special = normal + 1", check),
        ("update shipment set tax = -1", check),
        ("update import_batch set added = added + 1", check),
        ("update dues_plan set monthly = -1", check),
    ]);
}

#[test]
fn values_are_of_their_kind() {
    let check = "CHECK constraint failed";
    check_refused(&[
        ("update member set status = 'retired'", check),
        ("update member set number = 0", check),
        ("update member set since = '+12022-01-01'", check),
        ("update ikm set gender = 'X'", check),
        ("update ikm set nik = '1'", check),
        ("update ikm set id = x'00'", check),
        ("update ikm set workers_male = -1", check),
        ("update ikm_pair set a = b, b = a", check),
        ("update ikm_pair set score = 101", check),
        ("update scheme set document = '{'", check),
        ("update scheme set since = '+12022-01-01'", check),
        ("update class_mapping set document = '{'", check),
        ("update shipment set width_mm = null where width_mm is not null", check),
        ("update shipment set payment = 'barter'", check),
        ("update ikm set investment = 'banyak'", "cannot store TEXT value in INTEGER column"),
        ("update balance set debit = 0.5", "cannot store REAL value in INTEGER column"),
        (
            "update ikm set nib = '0220102312345'",
            "UNIQUE constraint failed: ikm.association, ikm.nib",
        ),
    ]);
}

/// The personal part of the audit trail can be erased, and the chain still verifies.
#[test]
fn personal_text_can_be_erased() {
    let (_folder, path, store) = somewhere();
    let (scene, sample, _) = sampled(&store);
    let erased = raw(&path).execute("delete from audit_text where seq = 1", []);
    assert_eq!(erased.expect("nothing forbids it"), 1);
    let trail = scene.read(|tx| tx.audit_page(0, 9));
    let [(first, None), (second, Some(text))] = trail.as_slice() else { panic!("{trail:?}") };
    assert!(first.follows(None) && second.follows(Some(first)));
    assert_eq!(text, &sample.records[1].1);
    assert_eq!(store.check().expect("it can be read"), Vec::<String>::new());
}

/// The words of a search are never read as a query, however many they are.
#[test]
fn a_long_search_is_a_search() {
    let (_folder, _path, store) = somewhere();
    let (scene, ..) = sampled(&store);
    for words in [10, 100, 1_000, 10_000] {
        let text: Vec<String> = (0..words).map(|nth| format!("kata{nth}")).collect();
        let found = store.read(scene.association, |tx| tx.search(&text.join(" "), 9));
        assert_eq!(found.expect("a search"), []);
        let text = "rendang ".repeat(words);
        let found = store.read(scene.association, |tx| tx.search(&text, 9));
        let found: Vec<String> =
            found.expect("a search").into_iter().map(|ikm| ikm.profile.name).collect();
        assert_eq!(found, ["Rendang Uni Mar"]);
    }
}
