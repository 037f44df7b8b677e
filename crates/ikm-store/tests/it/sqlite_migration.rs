//! A file of an older version is brought to the newest, whole or not at all.

use std::path::Path;

use ikm_core::Explain as _;
use ikm_core::association::{Member, MemberNumber};
use ikm_core::audit::{DigestBuilder, hex};
use ikm_core::classification::Scheme;
use ikm_core::gallery::{AccrualKind, DiscountRule, Terms};
use ikm_core::id::{AssociationId, IkmId};
use ikm_core::ledger::{Account, EntryDraft, EntryKind};
use ikm_core::money::Rupiah;
use ikm_core::registry::{Cause, Merge, Profile};
use ikm_store::conformance::fixture::{Scene, day, parsed, rp};
use ikm_store::conformance::sample::sampled;
use ikm_store::{ClaimedRow, IkmFilter, RekapRow, SqliteStore, Store as _, StoreExt as _};

use super::sqlite_dump::{column, dump, nowhere, raw, somewhere};

/// The mark of a store in the head of its file: the letters IKMS.
const MARK: i32 = 0x494b_4d53;

const STEPS: &[(&str, &str)] = &[
    ("001_association", include_str!("../../src/sqlite/schema/001_association.sql")),
    ("002_registry", include_str!("../../src/sqlite/schema/002_registry.sql")),
    ("003_membership", include_str!("../../src/sqlite/schema/003_membership.sql")),
    ("004_gallery", include_str!("../../src/sqlite/schema/004_gallery.sql")),
    ("005_ledger", include_str!("../../src/sqlite/schema/005_ledger.sql")),
    ("006_shipping", include_str!("../../src/sqlite/schema/006_shipping.sql")),
    ("007_audit", include_str!("../../src/sqlite/schema/007_audit.sql")),
    ("008_history", include_str!("../../src/sqlite/schema/008_history.sql")),
    ("009_classification", include_str!("../../src/sqlite/schema/009_classification.sql")),
    ("010_permits", include_str!("../../src/sqlite/schema/010_permits.sql")),
    ("011_merge_stays", include_str!("../../src/sqlite/schema/011_merge_stays.sql")),
    ("012_accounts", include_str!("../../src/sqlite/schema/012_accounts.sql")),
    ("013_journal_codes", include_str!("../../src/sqlite/schema/013_journal_codes.sql")),
    ("014_terms", include_str!("../../src/sqlite/schema/014_terms.sql")),
    ("015_accrual", include_str!("../../src/sqlite/schema/015_accrual.sql")),
    ("016_papers", include_str!("../../src/sqlite/schema/016_papers.sql")),
    ("017_keys", include_str!("../../src/sqlite/schema/017_keys.sql")),
    ("018_counts", include_str!("../../src/sqlite/schema/018_counts.sql")),
    ("019_closings", include_str!("../../src/sqlite/schema/019_closings.sql")),
    ("020_programmes", include_str!("../../src/sqlite/schema/020_programmes.sql")),
    ("021_erasure", include_str!("../../src/sqlite/schema/021_erasure.sql")),
    ("022_payout", include_str!("../../src/sqlite/schema/022_payout.sql")),
];

/// The version of a file that has seen every step.
pub(super) fn newest() -> u32 {
    u32::try_from(STEPS.len()).expect("a few steps")
}

/// A file as the version of the program would have left it that knew the first `steps`.
fn older(path: &Path, steps: usize) {
    let connection = raw(path);
    connection.pragma_update(None, "application_id", MARK).expect("a known setting");
    for (version, (name, sql)) in (1_u32..).zip(STEPS).take(steps) {
        let checksum = hex(&DigestBuilder::new().field(sql).finish());
        connection.execute_batch(sql).expect("a step that can be taken");
        connection
            .execute("insert into schema_migration values (?1, ?2, ?3)", (version, name, checksum))
            .expect("a table of the first step");
        connection.pragma_update(None, "user_version", version).expect("a known setting");
    }
}

fn schema(path: &Path) -> Vec<String> {
    column(&raw(path), "select coalesce(sql, name) from sqlite_schema order by type, name")
}

#[test]
fn an_older_store_is_brought_up_to_date() {
    let (_new_folder, new, _store) = somewhere();
    for steps in 1..=STEPS.len() {
        let (_folder, path) = nowhere();
        older(&path, steps);
        let store = SqliteStore::open(&path).expect("a store");
        assert_eq!(store.check().expect("it can be read"), Vec::<String>::new(), "{steps}");
        assert_eq!(schema(&path), schema(&new), "{steps}");
        assert_eq!(column::<u32>(&raw(&path), "pragma user_version"), [newest()]);
        sampled(&store);
    }
}

/// The scheme of an older store has been in force since its association was founded.
#[test]
fn an_older_scheme_is_in_force_from_the_beginning() {
    let (_folder, path) = nowhere();
    older(&path, 8);
    let scheme = Scheme::kbli2020_divisions();
    let connection = raw(&path);
    connection
        .execute_batch(
            "insert into association values
             (1, x'01890a5d000070008000000000000001', 'Asosiasi', '13.01', '2022-01-31')",
        )
        .expect("an association");
    let document = serde_json::to_string(&scheme).expect("JSON");
    connection.execute("insert into scheme values (1, ?1)", [document]).expect("a scheme");
    drop(connection);
    let store = SqliteStore::open(&path).expect("a store");
    let id = store.associations().expect("reads").remove(0).id;
    let since = "2022-01-31".parse().expect("a day");
    assert_eq!(store.read(id, |tx| tx.schemes()).expect("reads"), [(since, scheme)]);
}

/// What an office had before changes were dated: two IKM of one import and one of none, rows that say
/// the same twice, a pair, a member with a history and dues.
const OLDER_ROWS: &str = "
    insert into association values
        (1, x'01890a5d000070008000000000000001', 'Asosiasi', '13.01', '2022-01-31');
    insert into ikm (association, id, version, registered_on, batch, name, regency, kecamatan, class,
        nib, workers_male, workers_female, workers_total, investment, figures_year)
    values
        (1, x'01890a5d000070008000000000000011', 1, '2022-02-01', x'01890a5d0000700080000000000000b1',
            'Tenun', '13.01', '13.01.05', '13', '0220102312345', 2, 3, null, 100, null),
        (1, x'01890a5d000070008000000000000012', 4, '2022-02-01', x'01890a5d0000700080000000000000b1',
            'Songket', '13.01', '13.01.05', '13', null, null, 4, null, null, 2020),
        (1, x'01890a5d000070008000000000000013', 1, '2022-02-03', null,
            'Rendang', '13.01', null, null, null, null, null, 9, 7, null);
    insert into ikm_text (rowid, words) select row, lower(name) from ikm;
    insert into import_row values
        (1, x'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa01010101010101010101010101010101', 1, x'01890a5d000070008000000000000011'),
        (1, x'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa01010101010101010101010101010101', 2, x'01890a5d000070008000000000000012'),
        (1, x'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1, x'01890a5d000070008000000000000013');
    insert into import_batch values (1, x'01890a5d0000700080000000000000b1', '2022-02-01',
        '2022-02-01T02:00:00.000000Z', 'daftar.csv', zeroblob(32), 2, 2, 0, 0, 0);
    insert into ikm_pair values (1, x'01890a5d000070008000000000000011',
        x'01890a5d000070008000000000000012', 70, '[]');
    insert into member values (1, x'01890a5d000070008000000000000021', 2, 1,
        x'01890a5d000070008000000000000011', 'active', '2022-02-02');
    insert into membership_event values
        (1, x'01890a5d000070008000000000000021', 1, '2022-02-01', 'apply'),
        (1, x'01890a5d000070008000000000000021', 2, '2022-02-02', 'accept');
    insert into dues_charge values (1, x'01890a5d000070008000000000000021', '2022-03', 10000,
        x'01890a5d000070008000000000000031');";

fn older_with_rows() -> (tempfile::TempDir, SqliteStore, AssociationId) {
    let (folder, path) = nowhere();
    older(&path, 7);
    raw(&path).execute_batch(OLDER_ROWS).expect("rows as that version wrote them");
    let store = SqliteStore::open(&path).expect("a store");
    let association = store.associations().expect("it can be read").remove(0).id;
    (folder, store, association)
}

/// A key names the same IKM by its row that it named by its id.
#[test]
fn older_keys_find_what_they_found() {
    let (_folder, path) = nowhere();
    older(&path, 16);
    let connection = raw(&path);
    connection
        .execute_batch(
            "insert into association values
                 (1, x'01890a5d000070008000000000000001', 'Asosiasi', '13.01', '2022-01-31');
             insert into ikm (row, association, id, version, registered_on, name, regency) values
                 (7, 1, x'01890a5d000070008000000000000012', 1, '2022-02-01', 'Tenun', '13.01'),
                 (9, 1, x'01890a5d000070008000000000000011', 1, '2022-02-01', 'Songket', '13.01');
             insert into ikm_key values
                 (1, -5, x'01890a5d000070008000000000000011'),
                 (1, -5, x'01890a5d000070008000000000000012'),
                 (1, 42, x'01890a5d000070008000000000000011');",
        )
        .expect("rows as that version wrote them");
    drop(connection);
    SqliteStore::open(&path).expect("a store");
    let keys = "select key || ' ' || row from ikm_key order by key, row";
    assert_eq!(column::<String>(&raw(&path), keys), ["-5 7", "-5 9", "42 9"]);
}

/// Counts, rows of lists and memberships of an older store are what they were.
#[test]
fn the_rows_of_an_older_store_come_along() {
    let (_folder, store, association) = older_with_rows();
    assert_eq!(store.check().expect("it can be read"), Vec::<String>::new());
    let scene = Scene { store: &store, association };
    let ids: Vec<_> = ["11", "12", "13", "b1"]
        .map(|end| format!("01890a5d-0000-7000-8000-0000000000{end}"))
        .into();
    let [first, second, third]: [IkmId; 3] = [0, 1, 2].map(|nth: usize| parsed(&ids[nth]));
    let batch = Some(parsed(&ids[3]));
    let counts = |on: &str| {
        let mut rows = scene.read(|tx| tx.rekap(day(on)));
        rows.sort_by_key(|row| row.kecamatan);
        let row = |row: &RekapRow| (row.count, row.workers, row.investment.get());
        rows.iter().map(row).collect::<Vec<_>>()
    };
    assert_eq!(counts("2022-01-31"), []);
    assert_eq!(counts("2022-02-01"), [(2, 9, 100)]);
    assert_eq!(counts("2022-02-03"), [(1, 9, 7), (2, 9, 100)]);
    let growth = [(day("2022-02-01"), 2), (day("2022-02-03"), 1)];
    assert_eq!(scene.read(|tx| tx.registrations()), growth);
    let row = |ikm, batch| ClaimedRow { ikm, batch };
    let twice: [u8; 32] = std::array::from_fn(|at| if at < 16 { 0xaa } else { 0x01 });
    assert_eq!(scene.claims(&twice), [row(first, batch), row(second, batch)]);
    assert_eq!(scene.claims(&[0xbb; 32]), [row(third, None)]);
    let years = scene.read(|tx| tx.figures_by_year());
    let years: Vec<_> = years.iter().map(|year| (year.year, year.ikms, year.workers)).collect();
    assert_eq!(years, [(2020, 1, 4), (2022, 2, 14)]);
    scene.read(|tx| {
        let [member] = tx.members_of_ikm(first)?.try_into().expect("one");
        assert_eq!(tx.membership(member.id())?.len(), 2);
        assert_eq!(tx.dues_standing(member.id())?.charged.get(), 10_000);
        assert_eq!(tx.pair_page(None, 9)?.len(), 1);
        assert_eq!(tx.batch(parsed(&ids[3]))?.map(|batch| batch.undone_on), Some(None));
        assert_eq!(tx.past(first)?, []);
        Ok(())
    });
}

/// A merge of an older store is as it was, and holds its IKM until it is taken back.
#[test]
fn a_merge_of_an_older_store_comes_along() {
    let (_folder, path) = nowhere();
    older(&path, 10);
    let connection = raw(&path);
    connection
        .execute_batch(
            "insert into association values
                (1, x'01890a5d000070008000000000000001', 'Asosiasi', '13.01', '2022-01-31');
             insert into ikm (association, id, version, registered_on, name, regency) values
                (1, x'01890a5d000070008000000000000011', 1, '2022-02-01', 'Tenun', '13.01'),
                (1, x'01890a5d000070008000000000000012', 1, '2022-02-01', 'Songket', '13.01');
             insert into ikm_text (rowid, words) select row, lower(name) from ikm;
             insert into rekap_change values (1, '2022-02-01', '', '', 2, 0, 0, 0, 0);",
        )
        .expect("two");
    let merge = older_merge();
    connection
        .execute(
            "insert into ikm_merge (association, id, keep, dropped, document) values
                (1, x'01890a5d000070008000000000000031', x'01890a5d000070008000000000000011',
                 x'01890a5d000070008000000000000012', ?1)",
            [serde_json::to_string(&merge).expect("JSON")],
        )
        .expect("a merge");
    drop(connection);
    let store = SqliteStore::open(&path).expect("a store");
    assert_eq!(store.check().expect("it can be read"), Vec::<String>::new());
    let association = store.associations().expect("it can be read").remove(0).id;
    let scene = Scene { store: &store, association };
    assert_eq!(scene.read(|tx| tx.merges_of(merge.drop)), std::slice::from_ref(&merge));
    let on = day("2022-04-01");
    scene.refused(|tx| tx.remove_ikm(merge.drop, on, &Cause::Edited));
    scene.write(|tx| tx.end_merge(merge.id, on));
    scene.write(|tx| tx.remove_ikm(merge.drop, on, &Cause::Edited));
    let ended = Merge { undone_on: Some(on), ..merge };
    assert_eq!(scene.read(|tx| tx.merges_of(ended.keep)), [ended]);
}

fn older_merge() -> Merge {
    let profile = Profile::named("Tenun", parsed("13.01"));
    Merge {
        enrolments: Vec::new(),
        id: parsed("01890a5d-0000-7000-8000-000000000031"),
        keep: parsed("01890a5d-0000-7000-8000-000000000011"),
        drop: parsed("01890a5d-0000-7000-8000-000000000012"),
        on: day("2022-03-01"),
        at: parsed("2022-03-01T02:00:00Z"),
        keep_before: profile.clone(),
        keep_after: profile,
        members: Vec::new(),
        figures: Vec::new(),
        undone_on: None,
    }
}

/// What an older store holds changes as what a new one does: the rules of both are one.
#[test]
fn the_rows_of_an_older_store_change_as_new_ones() {
    let (_folder, store, association) = older_with_rows();
    let scene = Scene { store: &store, association };
    let ikms = scene.read(|tx| tx.ikm_page(&IkmFilter::default(), day("2022-02-03"), None, 9));
    let [first, second, third] = ikms.try_into().expect("three");
    let stranger =
        Member::apply(parsed(NEW_MEMBER), MemberNumber::nth(2), first.id, day("2022-03-01")).0;
    scene.refused_as_existing(&first.id, |tx| tx.insert_member(&stranger));
    let mut moved = second.clone();
    moved.profile.classification = Some(parsed("14"));
    let batch = second.batch.expect("it came with a list");
    scene.write(|tx| {
        tx.update_ikm(&moved, day("2022-04-01"), &Cause::Classified)?;
        tx.insert_row(&[0xbb; 32], second.id, batch)?;
        tx.remove_ikm(third.id, day("2022-04-01"), &Cause::Edited)
    });
    assert_eq!(
        scene.read(|tx| tx.ikm_page(&IkmFilter::default(), day("2022-03-31"), None, 9)),
        [first, second.clone(), third]
    );
    assert_eq!(scene.read(|tx| tx.past(second.id)).len(), 1);
    assert_eq!(scene.claims(&[0xbb; 32]).len(), 2);
    assert_eq!(scene.write(|tx| tx.remove_rows(batch)), 3);
}

/// The journal of an older store, an entry and its reversal, is what it was; and it takes kinds of
/// entries and accounts that its version did not know.
#[test]
fn the_journal_of_an_older_store_comes_along() {
    const ROWS: &str = "
        insert into association values
            (1, x'01890a5d000070008000000000000001', 'Asosiasi', '13.01', '2022-01-31');
        insert into entry values
            (1, 1, x'01890a5d000070008000000000000041', '2022-03-04', 'transfer', 'a', null),
            (1, 2, x'01890a5d000070008000000000000042', '2022-03-05', 'reversal', 'a',
                x'01890a5d000070008000000000000041');
        insert into posting values
            (1, 1, 'bank', x'', 700), (1, 1, 'cash', x'', -700),
            (1, 2, 'bank', x'', -700), (1, 2, 'cash', x'', 700);
        insert into balance values (1, 'bank', x'', 700, 700), (1, 'cash', x'', 700, 700);";
    let (_folder, path) = nowhere();
    older(&path, 10);
    raw(&path).execute_batch(ROWS).expect("rows as that version wrote them");
    let store = SqliteStore::open(&path).expect("a store");
    assert_eq!(store.check().expect("it can be read"), Vec::<String>::new());
    let association = store.associations().expect("it can be read").remove(0).id;
    let scene = Scene { store: &store, association };
    let id = |end| parsed(&format!("01890a5d-0000-7000-8000-0000000000{end}"));
    let moved = EntryDraft::new(EntryKind::Transfer, "a", day("2022-03-04"))
        .debit(Account::Bank, rp(700))
        .credit(Account::Cash, rp(700))
        .finish(id("41"))
        .expect("it balances");
    let back = EntryDraft::reversal(&moved, day("2022-03-05")).finish(id("42"));
    let back = back.expect("it balances");
    assert_eq!(scene.read(|tx| tx.entry_page(0, 9)), [(1, moved), (2, back)]);
    let opening = EntryDraft::new(EntryKind::Opening, "", day("2022-03-06"))
        .debit(Account::Cash, rp(50))
        .credit(Account::Fund, rp(50))
        .finish(id("43"))
        .expect("it balances");
    scene.write(|tx| tx.append_entry(&opening));
    assert_eq!(scene.read(|tx| tx.entry(opening.id())).as_ref(), Some(&opening));
    let change = "update posting set amount = amount * 2";
    raw(&path).execute_batch(change).expect_err("the journal is only added to");
}

/// What a gallery had before terms were more than a percentage: two lots of one sku, a receipt on
/// which both went below the price of the dearer, and a line that waits to be settled.
const OLDER_GALLERY: &str = "
    insert into note values (1, x'01890a5d000070008000000000000041', 'N-1', '2022-02-05', zeroblob(32));
    insert into item values
        (1, x'01890a5d000070008000000000000051', 2, x'01890a5d000070008000000000000041',
            x'01890a5d000070008000000000000021', 'T-1', 'Tenun', '', 'L1', '2022-09-01', '2022-02-05',
            10000, '12.5', 'shared', 5, 2, 0, 0),
        (1, x'01890a5d000070008000000000000052', 2, x'01890a5d000070008000000000000041',
            x'01890a5d000070008000000000000021', 'T-1', 'Tenun', '', null, null, '2022-02-05',
            12000, '12.5', 'shared', 5, 1, 1, 0),
        (1, x'01890a5d000070008000000000000053', 1, x'01890a5d000070008000000000000041',
            x'01890a5d000070008000000000000021', 'T-2', 'Songket', '', null, null, '2022-02-05',
            900000, '0', 'refused', 1, 0, 0, 0);
    insert into stock_move values
        (1, x'01890a5d000070008000000000000051', 1, '2022-02-05', 'received', 5, 'N-1'),
        (1, x'01890a5d000070008000000000000051', 2, '2022-02-06', 'sold', 2, 'K-1');
    insert into sale values (1, x'01890a5d000070008000000000000061', 'K-1', '2022-02-06', 'cash',
        x'01890a5d000070008000000000000031', zeroblob(32));
    insert into sale_line values (1, x'01890a5d000070008000000000000061', 1,
        x'01890a5d000070008000000000000021', 'T-1', 3, 10000, '12.5', 30000, 3750);
    insert into sale_pick values
        (1, x'01890a5d000070008000000000000061', 1, 1, x'01890a5d000070008000000000000051', 2),
        (1, x'01890a5d000070008000000000000061', 1, 2, x'01890a5d000070008000000000000052', 1);
    insert into waiting_line values (1, x'01890a5d000070008000000000000021', '2022-02-06',
        x'01890a5d000070008000000000000061', 1, 30000, 3750);";

/// Items keep their terms, and lines of sales their figures; what was paid below the price of the
/// items is a shared discount, as it was.
#[test]
fn the_gallery_of_an_older_store_comes_along() {
    let (_folder, path) = nowhere();
    older(&path, 7);
    raw(&path).execute_batch(OLDER_ROWS).expect("rows as that version wrote them");
    raw(&path).execute_batch(OLDER_GALLERY).expect("rows as that version wrote them");
    let store = SqliteStore::open(&path).expect("a store");
    assert_eq!(store.check().expect("it can be read"), Vec::<String>::new());
    let association = store.associations().expect("it can be read").remove(0).id;
    let scene = Scene { store: &store, association };
    let items = scene.read(|tx| tx.item_page(None, 9));
    let [first, second, third] = items.try_into().expect("three");
    let by_percent = Terms::of(parsed("12.5"));
    assert_eq!([first.terms(), second.terms()], [&by_percent; 2]);
    let firm = Terms { discount: DiscountRule::Refused, ..Terms::of(parsed("0")) };
    assert_eq!(third.terms(), &firm);
    assert_eq!([first.on_hand(), second.on_hand(), third.on_hand()], [3, 3, 1]);
    assert_eq!(scene.read(|tx| tx.stock_moves(first.id())).len(), 2);
    let sale = scene.read(|tx| tx.sale_by_receipt("K-1")).expect("it is there");
    let [line] = sale.lines.try_into().expect("one");
    assert_eq!((line.rate, line.discount_rule), (parsed("12.5"), DiscountRule::Shared));
    let amounts = [line.gross, line.commission, line.discount, line.borne_by_gallery];
    // 2 × 10.000 + 12.000 less 30.000.
    assert_eq!(amounts.map(Rupiah::get), [30_000, 3_750, 2_000, 0]);
    assert_eq!(line.picks.len(), 2);
    let [gathered] = scene.read(|tx| tx.accruals(day("2022-03-01"))).try_into().expect("one");
    assert_eq!((gathered.gross.get(), gathered.commission.get()), (30_000, 3_750));
}

/// Two makers' lines of an older store, one of them settled; the second sale gave goods away.
const OLDER_LINES: &str = "
    insert into member values (1, x'01890a5d000070008000000000000022', 1, 2,
        x'01890a5d000070008000000000000012', 'active', '2022-02-02');
    insert into entry values
        (1, 1, x'01890a5d000070008000000000000041', '2022-03-01', 'sale', 'K-1', null);
    insert into posting values (1, 1, 'cash', x'', 20000),
        (1, 1, 'consignment-payable', x'01890a5d000070008000000000000021', -9000),
        (1, 1, 'consignment-payable', x'01890a5d000070008000000000000022', -8750),
        (1, 1, 'commission-income', x'', -2250);
    insert into sale values
        (1, x'01890a5d000070008000000000000051', 'K-1', '2022-03-01', 'cash',
            x'01890a5d000070008000000000000041', zeroblob(32)),
        (1, x'01890a5d000070008000000000000052', 'K-2', '2022-03-02', 'cash',
            x'01890a5d000070008000000000000042', zeroblob(32));
    insert into sale_line values
        (1, x'01890a5d000070008000000000000051', 1, x'01890a5d000070008000000000000021', 'RND', 2,
            5000, '10', 10000, 1000),
        (1, x'01890a5d000070008000000000000051', 2, x'01890a5d000070008000000000000022', 'SLM', 1,
            10000, '12.5', 10000, 1250),
        (1, x'01890a5d000070008000000000000052', 1, x'01890a5d000070008000000000000022', 'SLM', 1,
            0, '12.5', 0, 0);
    insert into note values
        (1, x'01890a5d000070008000000000000071', 'N-1', '2022-02-05', zeroblob(32));
    insert into item values
        (1, x'01890a5d000070008000000000000081', 2, x'01890a5d000070008000000000000071',
            x'01890a5d000070008000000000000021', 'RND', 'Rendang', '', null, null, '2022-02-05',
            5000, '10', 'shared', 5, 2, 0, 0),
        (1, x'01890a5d000070008000000000000082', 2, x'01890a5d000070008000000000000071',
            x'01890a5d000070008000000000000022', 'SLM', 'Sulaman', '', null, null, '2022-02-05',
            10000, '12.5', 'shared', 5, 2, 0, 0);
    insert into sale_pick values
        (1, x'01890a5d000070008000000000000051', 1, 1, x'01890a5d000070008000000000000081', 2),
        (1, x'01890a5d000070008000000000000051', 2, 1, x'01890a5d000070008000000000000082', 1),
        (1, x'01890a5d000070008000000000000052', 1, 1, x'01890a5d000070008000000000000082', 1);
    insert into settlement values (1, 1, x'01890a5d000070008000000000000061', '2022-03-02',
        '2022-03-02', 0, 0, 1, 1, 10000, 1000, 0, 9000, 0, null, null);
    insert into settled_line values (1, 1, x'01890a5d000070008000000000000021', '2022-03-01',
        x'01890a5d000070008000000000000051', 1);
    insert into waiting_line values
        (1, x'01890a5d000070008000000000000022', '2022-03-01', x'01890a5d000070008000000000000051',
            2, 10000, 1250),
        (1, x'01890a5d000070008000000000000022', '2022-03-02', x'01890a5d000070008000000000000052',
            1, 0, 0);";

/// Lines that were settled stay settled, and those that waited wait.
#[test]
fn the_lines_of_an_older_store_come_along() {
    let (_folder, path) = nowhere();
    older(&path, 7);
    raw(&path).execute_batch(OLDER_ROWS).expect("rows as that version wrote them");
    raw(&path).execute_batch(OLDER_LINES).expect("rows as that version wrote them");
    let store = SqliteStore::open(&path).expect("a store");
    assert_eq!(store.check().expect("it can be read"), Vec::<String>::new());
    let association = store.associations().expect("it can be read").remove(0).id;
    let scene = Scene { store: &store, association };
    let [first, second] = ["21", "22"].map(|end| OLDER_ID.to_owned() + end);
    let waiting = scene.read(|tx| tx.accruals(day("2022-04-01")));
    let [waiting] = waiting.try_into().expect("one maker waits");
    assert_eq!((waiting.member, waiting.lines), (parsed(&second), 2));
    assert_eq!([waiting.gross, waiting.commission].map(Rupiah::get), [10_000, 1_250]);
    let settlement = parsed(&(OLDER_ID.to_owned() + "61"));
    let settled = scene.read(|tx| tx.settled_lines(settlement, parsed(&first)));
    let [line] = settled.try_into().expect("one line was settled");
    assert_eq!((line.kind, line.reference.as_str(), line.number), (AccrualKind::Sale, "K-1", 1));
    assert_eq!((line.about.as_str(), line.quantity, line.terms.as_str()), ("RND", 2, "10"));
    assert_eq!(line.entry, Some(parsed(&(OLDER_ID.to_owned() + "41"))));
    // Nothing was paid for what was given away, so nothing was booked.
    let given = scene.read(|tx| tx.accruals_of(parsed(&(OLDER_ID.to_owned() + "52"))));
    assert_eq!(given.iter().map(|line| line.entry).collect::<Vec<_>>(), [None]);
}

const OLDER_ID: &str = "01890a5d-0000-7000-8000-0000000000";
const NEW_MEMBER: &str = "01890a5d-0000-7000-8000-000000000029";

#[test]
fn a_step_that_fails_leaves_the_older_store() {
    let (_folder, path) = nowhere();
    older(&path, 3);
    // What the fifth step wants to make is there already, so the fourth must not stay either.
    raw(&path).execute_batch("create table posting (x)").expect("a free name");
    let before = (schema(&path), dump(&path));
    let refusal = SqliteStore::open(&path).expect_err("the step fails");
    assert_eq!(refusal.code(), "IKM-STORE-BACKEND", "{refusal:?}");
    assert_eq!((schema(&path), dump(&path)), before);
    assert_eq!(column::<u32>(&raw(&path), "pragma user_version"), [3]);
}
