//! One of everything: full values, in which no two fields of a kind are alike, and minimal ones.

use chrono::NaiveDate;
use ikm_core::DateRange;
use ikm_core::association::{
    Association, DuesCharge, DuesPayment, DuesPlan, Member, MemberNumber, MemberStatus,
    MembershipChange, MembershipEvent,
};
use ikm_core::audit::{AuditDraft, AuditRecord, AuditText};
use ikm_core::classification::Scheme;
use ikm_core::gallery::{
    DiscountRule, Item, ItemLabel, MemberSettlement, Note, Payment, Pick, Sale, SaleLine,
    Settlement, SettlementTerms, SettlementTotals, Stock, StockMove, StockMoveKind, Terms,
};
use ikm_core::id::{
    BatchId, EntryId, IkmId, ItemId, MemberId, NoteId, SaleId, SettlementId, ShipmentId, TariffId,
};
use ikm_core::ledger::{Entry, EntryDraft};
use ikm_core::measure::{Dimensions, Grams};
use ikm_core::money::Rupiah;
use ikm_core::region::Region;
use ikm_core::registry::{Figures, Ikm, Place, Profile, Reason, Resemblance, Workers};
use ikm_core::shipping::{
    LoadedTariff, PaidBy, Parcel, Price, Quote, QuoteFigures, Shipment, TariffFiles,
};

use super::fixture::{Maker, Scene, day, line, moment, parsed, regions, rp};
use super::readout::Probes;
use crate::{Batch, Pair, Request, Result, Store, WriteTx};

/// One of everything that the port can write.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The association.
    pub association: Association,
    /// Its regions.
    pub regions: Vec<Region>,
    /// Its scheme.
    pub scheme: Scheme,
    /// An IKM of which everything is known, one of which nothing is, and one with awkward texts.
    pub ikms: [Ikm; 3],
    /// The import that brought the first.
    pub batch: Batch,
    /// What rows became.
    pub rows: [([u8; 32], u32, IkmId); 2],
    /// A pair with reasons and one without.
    pub pairs: [Pair; 2],
    /// Members.
    pub members: [Member; 2],
    /// The history of the first.
    pub events: [MembershipEvent; 2],
    /// Dues plans.
    pub plans: [DuesPlan; 2],
    /// Charges to the first member.
    pub charges: [DuesCharge; 2],
    /// Payments of the first member.
    pub payments: [DuesPayment; 2],
    /// Intake notes.
    pub notes: [Note; 2],
    /// An item of the first member with everything on its label, and a bare one of the second.
    pub items: [Item; 2],
    /// What moved of the first.
    pub moves: [StockMove; 2],
    /// A sale of both items and one of nothing.
    pub sales: [Sale; 2],
    /// All entries that the rest names, and one that takes another back.
    pub entries: [Entry; 9],
    /// A settlement that was paid, and one in which nothing happened.
    pub settlements: [Settlement; 2],
    /// What the first says of both members.
    pub settlement_rows: [MemberSettlement; 2],
    /// A tariff with an agreement and an end, and one without.
    pub tariffs: [LoadedTariff; 2],
    /// A parcel with everything, and one of which only the least is known.
    pub shipments: [Shipment; 2],
    /// Two records of the chain.
    pub records: [(AuditRecord, AuditText); 2],
    /// A request that was answered and one that was not yet.
    pub requests: [(String, Request); 2],
}

impl Sample {
    /// A sample with the ids that `make` gives.
    pub fn new(make: &mut Maker) -> Self {
        let association = make.association("Asosiasi IKM \"Pesisir Selatan\"");
        let batch = batch(make);
        let ikms = [full_ikm(make, batch.id), make.ikm("M"), awkward_ikm(make)];
        let [full, minimal, awkward] = &ikms;
        let members = [full_member(make, full.id), make.member(minimal, 2)];
        let [first, second] = &members;
        let notes = [full_note(make), make.note("N-2")];
        let [note, other_note] = &notes;
        let items =
            [full_item(make, note.id, first.id()), make.item(other_note, second.id(), "bare")];
        let sales = [full_sale(make, &items), empty_sale(make)];
        let booked: [Entry; 7] = std::array::from_fn(|nth| make.transfer(1_000 + amount(nth)));
        let [charged, charged_again, paid, paid_again, due, paid_out, posted] = &booked;
        let settlements =
            [full_settlement(make, due.id(), paid_out.id()), make.settlement(day("2022-04-01"))];
        let tariffs = tariffs(make);
        let [tariff, _] = &tariffs;
        Self {
            rows: [([0x11; 32], 1, full.id), ([0x11; 32], 2, minimal.id)],
            pairs: pairs(full.id, minimal.id, awkward.id),
            events: events(first.id()),
            plans: [plan("2022-02", 10_000), plan("2023-01", 0)],
            charges: [
                charge(first.id(), "2022-02", 10_000, charged.id()),
                charge(first.id(), "2022-03", 9_000, charged_again.id()),
            ],
            payments: [
                payment(first.id(), 7_500, paid.id()),
                payment(first.id(), 2_500, paid_again.id()),
            ],
            moves: moves(&items),
            settlement_rows: settlement_rows(first.id(), second.id()),
            shipments: shipments(make, tariff.id, first.id(), posted.id()),
            entries: entries(make, booked, &sales),
            records: records(),
            requests: requests(),
            regions: regions(),
            scheme: Scheme::kbli2020_divisions(),
            association,
            ikms,
            batch,
            members,
            notes,
            items,
            sales,
            settlements,
            tariffs,
        }
    }

    /// Writes all of it, each thing after what it names.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store refuses.
    pub fn write(&self, tx: &mut dyn WriteTx) -> Result<()> {
        tx.insert_association(&self.association)?;
        tx.put_regions(&self.regions)?;
        tx.put_scheme(&self.scheme)?;
        self.write_rows(tx)
    }

    /// Writes all but what an association has once.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store refuses.
    pub fn write_rows(&self, tx: &mut dyn WriteTx) -> Result<()> {
        tx.insert_batch(&self.batch)?;
        self.ikms.iter().try_for_each(|ikm| tx.insert_ikm(ikm))?;
        self.rows.iter().try_for_each(|(digest, nth, ikm)| tx.insert_row(digest, *nth, *ikm))?;
        self.pairs.iter().try_for_each(|pair| tx.insert_pair(pair))?;
        self.members.iter().try_for_each(|member| tx.insert_member(member))?;
        self.events.iter().try_for_each(|event| tx.append_membership(event))?;
        self.entries.iter().try_for_each(|entry| tx.append_entry(entry))?;
        self.plans.iter().try_for_each(|plan| tx.insert_dues_plan(plan))?;
        self.charges.iter().try_for_each(|charge| tx.insert_dues_charge(charge))?;
        self.payments.iter().try_for_each(|payment| tx.insert_dues_payment(payment))?;
        self.notes.iter().try_for_each(|note| tx.insert_note(note))?;
        self.items.iter().try_for_each(|item| tx.insert_item(item))?;
        self.moves.iter().try_for_each(|moved| tx.append_stock_move(moved))?;
        self.sales.iter().try_for_each(|sale| tx.insert_sale(sale))?;
        let [settlement, empty] = &self.settlements;
        tx.insert_settlement(settlement, &self.settlement_rows)?;
        tx.insert_settlement(empty, &[])?;
        tx.take_up_lines(settlement.id, settlement.terms.cut_off())?;
        self.tariffs.iter().try_for_each(|tariff| tx.insert_tariff(tariff))?;
        self.shipments.iter().try_for_each(|shipment| tx.insert_shipment(shipment))?;
        self.records.iter().try_for_each(|(record, text)| tx.append_audit(record, text))?;
        self.requests.iter().try_for_each(|(key, request)| tx.put_request(key, request))
    }

    /// Changes everything that can be changed once it is written, as it stands after
    /// [`Sample::write`].
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store refuses.
    pub fn change(&self, tx: &mut dyn WriteTx) -> Result<()> {
        let [ikm, _, _] = &self.ikms;
        let [member, _] = &self.members;
        let [item, _] = &self.items;
        let [_, unpaid] = &self.settlements;
        let [entry, ..] = &self.entries;
        let [_, (key, request)] = &self.requests;
        let mut renamed = ikm.clone();
        "Sala Lauak".clone_into(&mut renamed.profile.name);
        renamed.profile.nib = None;
        renamed.profile.figures.investment = None;
        tx.put_regions(&[])?;
        tx.put_scheme(&other_scheme())?;
        tx.update_ikm(&renamed)?;
        tx.update_member(&with_status(member, MemberStatus::Suspended, day("2022-06-01")))?;
        tx.update_item(&with_stock(item, Stock { returned: 40, ..item.stock() }))?;
        tx.mark_paid(unpaid.id, entry.id())?;
        tx.put_request(key, &Request { answer: Some("{}".to_owned()), ..request.clone() })
    }

    /// What the sample can be asked for but not listed.
    pub fn probes(&self) -> Probes {
        Probes {
            rows: self.rows.iter().map(|(digest, nth, _)| (*digest, *nth)).collect(),
            batches: vec![self.batch.id],
            notes: self.notes.iter().map(|note| note.number.clone()).collect(),
            requests: self.requests.iter().map(|(key, _)| key.clone()).collect(),
            searches: ["rendang", "mariani", "iv jurai", "painan", "pangan", "merdeka", "sala"]
                .map(str::to_owned)
                .to_vec(),
            days: vec![day("2022-01-31"), day("2022-02-15"), day("2022-03-06")],
        }
    }
}

/// A sample in an empty store.
#[track_caller]
pub fn sampled(store: &dyn Store) -> (Scene<'_>, Sample, Maker) {
    let mut make = Maker::new();
    let sample = Sample::new(&mut make);
    let scene = Scene { store, association: sample.association.id };
    scene.write(|tx| sample.write(tx));
    (scene, sample, make)
}

/// `member` as it would be after a step.
pub fn with_status(member: &Member, status: MemberStatus, since: NaiveDate) -> Member {
    let (id, version) = (member.id(), member.version());
    Member::from_parts(id, version, member.number(), member.ikm(), status, since)
}

/// `item` with other counts.
pub fn with_stock(item: &Item, stock: Stock) -> Item {
    Item::from_parts(
        item.id(),
        item.version(),
        item.note(),
        item.member(),
        item.label().clone(),
        item.received_on(),
        item.unit_price(),
        item.terms(),
        stock,
    )
    .expect("counts that add up")
}

/// A scheme of two classes, as an office might write one.
pub fn other_scheme() -> Scheme {
    parsed(
        r#"
        id = "two"
        title_id = "Dua golongan"
        title_en = "Two classes"
        edition = "2020"
        [[class]]
        code = "F"
        title_id = "Pangan"
        title_en = "Food"
        prefixes = ["10", "11"]
        [[class]]
        code = "T"
        title_id = "Tekstil"
        title_en = "Textiles"
        prefixes = ["13", "14"]
        "#,
    )
}

fn batch(make: &mut Maker) -> Batch {
    Batch {
        id: BatchId::generate(make),
        imported_on: day("2022-02-02"),
        at: moment(77),
        file: "daftar \"IKM\" 2021.xlsx".to_owned(),
        digest: std::array::from_fn(|i| u8::try_from(i * 7).unwrap_or_default()),
        rows: 1_485,
        added: 1_400,
        updated: 60,
        unchanged: 20,
        rejected: 5,
    }
}

/// An IKM in which every field is known.
pub fn full_ikm(make: &mut Maker, batch: BatchId) -> Ikm {
    let id = IkmId::generate(make);
    Ikm {
        id,
        version: 3,
        registered_on: day("2022-02-03"),
        batch: Some(batch),
        profile: full_profile(),
    }
}

fn full_profile() -> Profile {
    Profile {
        name: "Rendang Uni Mar".to_owned(),
        owner: Some("Mariani".to_owned()),
        gender: Some(parsed("P")),
        nik: Some(parsed("1301055506800001")),
        npwp: Some(parsed("01.312.166.0-091.000")),
        nib: Some(parsed("0220102312345")),
        phone: Some(parsed("0812-3456-7890")),
        email: Some(parsed("uni.mar@contoh.co.id")),
        place: Place {
            regency: parsed("13.01"),
            kecamatan: Some(parsed("13.01.05")),
            nagari: Some(parsed("13.01.05.2001")),
            address: Some("Jl. Merdeka No. 12".to_owned()),
            postal_code: Some(parsed("25611")),
            latitude: Some(parsed("-1.3512345")),
            longitude: Some(parsed("100.5734561")),
        },
        kbli: Some(parsed("2020:10794")),
        classification: Some(parsed("10")),
        commodity: Some("Pangan".to_owned()),
        product: Some("Rendang lokan".to_owned()),
        legal_form: Some("CV".to_owned()),
        founded_year: Some(1998),
        figures: Figures {
            year: Some(2021),
            workers: Workers { male: Some(2), female: Some(5), total: Some(8) },
            investment: Some(rp(15_000_000)),
            production_value: Some(rp(120_000_000)),
            raw_material_value: Some(rp(65_500_000)),
            sales: Some(rp(118_750_000)),
            capacity: Some(parsed("1250.75")),
            capacity_unit: Some("kg".to_owned()),
        },
        pirt: Some(parsed("2061301010012-27")),
        halal: Some(parsed("ID13110000123451222")),
        notes: Some("Juara lomba 2019".to_owned()),
    }
}

/// An IKM whose texts try what a database may trip over, and whose figures are as large as they get.
fn awkward_ikm(make: &mut Maker) -> Ikm {
    let mut ikm = make.ikm("Kue 'Si \"Adik\"' 100%_; -- \\ ᮊ 🍲");
    let profile = &mut ikm.profile;
    profile.owner = Some(String::new());
    profile.product = Some("\u{feff}baris satu\r\nbaris dua\t".to_owned());
    profile.notes = Some("x".repeat(70_000));
    profile.founded_year = Some(-1);
    profile.kbli = Some(parsed("2009:10"));
    profile.figures = Figures {
        workers: Workers { male: Some(0), female: None, total: Some(u32::MAX) },
        investment: Some(Rupiah::ZERO),
        production_value: Some(rp(9_000_000_000_000_000_000)),
        capacity: Some(parsed("0.0000000000000000000000000001")),
        ..Figures::default()
    };
    ikm
}

fn pairs(one: IkmId, two: IkmId, three: IkmId) -> [Pair; 2] {
    let reasons = vec![Reason::SameOwner, Reason::SimilarName, Reason::OtherKecamatan];
    [
        Pair { a: one, b: two, resemblance: Resemblance { score: 72, reasons } },
        Pair { a: one, b: three, resemblance: Resemblance { score: 100, reasons: Vec::new() } },
    ]
}

fn full_member(make: &mut Maker, ikm: IkmId) -> Member {
    let (id, number) = (MemberId::generate(make), MemberNumber::nth(1));
    Member::from_parts(id, 4, number, ikm, MemberStatus::Active, day("2022-02-14"))
}

const fn event(member: MemberId, on: NaiveDate, change: MembershipChange) -> MembershipEvent {
    MembershipEvent { member, on, change }
}

fn events(member: MemberId) -> [MembershipEvent; 2] {
    [
        event(member, day("2022-02-07"), MembershipChange::Apply),
        event(member, day("2022-02-14"), MembershipChange::Accept),
    ]
}

fn plan(from: &str, monthly: i64) -> DuesPlan {
    DuesPlan { from: parsed(from), monthly: rp(monthly) }
}

fn charge(member: MemberId, month: &str, amount: i64, entry: EntryId) -> DuesCharge {
    DuesCharge { member, month: parsed(month), amount: rp(amount), entry }
}

fn payment(member: MemberId, amount: i64, entry: EntryId) -> DuesPayment {
    DuesPayment { member, on: day("2022-03-10"), amount: rp(amount), entry }
}

fn full_note(make: &mut Maker) -> Note {
    Note {
        id: NoteId::generate(make),
        number: "NT/2022/001 'a'".to_owned(),
        received_on: day("2022-02-20"),
        digest: std::array::from_fn(|i| u8::try_from(255 - i).unwrap_or_default()),
    }
}

fn full_item(make: &mut Maker, note: NoteId, member: MemberId) -> Item {
    let label = ItemLabel {
        sku: "RL-250".to_owned(),
        name: "Rendang lokan 250 g".to_owned(),
        category: "Makanan".to_owned(),
        lot: Some("L2".to_owned()),
        best_before: Some(day("2022-08-20")),
    };
    let terms = Terms { commission: parsed("12.5"), discount: DiscountRule::Refused };
    let stock = Stock { received: 60, sold: 3, returned: 2, written_off: 1 };
    let (id, received_on) = (ItemId::generate(make), day("2022-02-20"));
    Item::from_parts(id, 5, note, member, label, received_on, rp(45_000), terms, stock)
        .expect("counts that add up")
}

fn moves(items: &[Item; 2]) -> [StockMove; 2] {
    let [item, _] = items;
    let moved = |on, kind, quantity, reference: &str| StockMove {
        item: item.id(),
        on: day(on),
        kind,
        quantity,
        reference: reference.to_owned(),
    };
    [
        moved("2022-02-20", StockMoveKind::Received, 60, "NT/2022/001 'a'"),
        moved("2022-03-05", StockMoveKind::Sold, 3, "K-0001"),
    ]
}

/// A sale of two makers' goods, of which the first line comes from two items.
fn full_sale(make: &mut Maker, items: &[Item; 2]) -> Sale {
    let [item, bare] = items;
    let first = SaleLine {
        picks: vec![Pick { item: item.id(), quantity: 2 }, Pick { item: bare.id(), quantity: 1 }],
        ..line(1, item, 3)
    };
    Sale {
        id: SaleId::generate(make),
        receipt: "K-0001".to_owned(),
        sold_on: day("2022-03-05"),
        payment: Payment::Qris,
        lines: vec![first, line(2, bare, 4)],
        entry: EntryId::generate(make),
        digest: std::array::from_fn(|i| u8::try_from(i).unwrap_or_default()),
    }
}

fn empty_sale(make: &mut Maker) -> Sale {
    make.sale("K-0002", day("2022-03-06"), &[])
}

/// `booked`, the entry of the first sale, and the entry that takes it back.
fn entries(make: &mut Maker, booked: [Entry; 7], sales: &[Sale; 2]) -> [Entry; 9] {
    let [sale, _] = sales;
    let sold = sale.entry().expect("small amounts").expect("money moved");
    let back = EntryDraft::reversal(&sold, day("2022-03-07"))
        .finish(EntryId::generate(make))
        .expect("it balances");
    let mut more = booked.into_iter().chain([sold, back]);
    std::array::from_fn(|_| more.next().expect("seven and two are nine"))
}

fn amount(nth: usize) -> i64 {
    i64::try_from(nth).unwrap_or_default()
}

fn full_settlement(make: &mut Maker, entry: EntryId, paid: EntryId) -> Settlement {
    Settlement {
        id: SettlementId::generate(make),
        run_on: day("2022-03-31"),
        terms: SettlementTerms { until: day("2022-03-13"), hold_days: 7, minimum: rp(50_000) },
        totals: SettlementTotals {
            members: 2,
            lines: 3,
            gross: rp(175_001),
            commission: rp(20_875),
            charges: rp(126),
            payable: rp(118_000),
            carried_forward: rp(36_000),
        },
        entry: Some(entry),
        paid: Some(paid),
    }
}

fn settlement_rows(first: MemberId, second: MemberId) -> [MemberSettlement; 2] {
    [
        MemberSettlement {
            member: first,
            lines: 1,
            gross: rp(135_000),
            commission: rp(16_875),
            charges: rp(125),
            payable: rp(118_001),
            brought_forward: rp(1),
            left: rp(-5),
        },
        MemberSettlement {
            member: second,
            lines: 1,
            gross: rp(40_000),
            commission: rp(4_000),
            charges: Rupiah::ZERO,
            payable: Rupiah::ZERO,
            brought_forward: Rupiah::ZERO,
            left: rp(36_000),
        },
    ]
}

fn tariffs(make: &mut Maker) -> [LoadedTariff; 2] {
    let files = |agreement: Option<&str>| TariffFiles {
        book: "carrier = \"Pos\"\n".to_owned(),
        zones: "postal_code,zone\r\n25651,A\r\n".to_owned(),
        rates: String::new(),
        agreement: agreement.map(str::to_owned),
    };
    let range = |from, until: Option<&str>| {
        DateRange::try_new(day(from), until.map(day)).expect("it ends after it begins")
    };
    let full = LoadedTariff {
        id: TariffId::generate(make),
        carrier: "Pos Indonesia".to_owned(),
        version: "2022-1".to_owned(),
        in_force: range("2022-01-01", Some("2023-01-01")),
        loaded_on: day("2022-02-05"),
        files: files(Some("partner = \"Asosiasi\"\n")),
    };
    let bare = LoadedTariff {
        id: TariffId::generate(make),
        carrier: String::new(),
        version: String::new(),
        in_force: range("2023-01-01", None),
        loaded_on: day("2022-02-05"),
        files: files(None),
    };
    [full, bare]
}

fn shipments(
    make: &mut Maker,
    tariff: TariffId,
    member: MemberId,
    entry: EntryId,
) -> [Shipment; 2] {
    let figures = QuoteFigures {
        billed: Grams::new(2_000),
        normal: rp(30_000),
        special: rp(24_000),
        surcharge: rp(1_500),
        insurance: rp(2_250),
        tax: rp(281),
        paid_by: Some(PaidBy::Dinas),
    };
    let nothing = QuoteFigures {
        billed: Grams::new(1),
        normal: Rupiah::ZERO,
        special: Rupiah::ZERO,
        surcharge: Rupiah::ZERO,
        insurance: Rupiah::ZERO,
        tax: Rupiah::ZERO,
        paid_by: None,
    };
    let parcel = Parcel {
        dimensions: Some(Dimensions::try_new([300, 200, 100]).expect("a real parcel")),
        declared_value: Some(Price::try_new(rp(750_000)).expect("a price")),
        classification: Some("10".to_owned()),
        ..Parcel::new(parsed("10110"), "PKH", Grams::new(1_300))
    };
    let full = Shipment {
        id: ShipmentId::generate(make),
        member,
        accepted_on: day("2022-03-08"),
        parcel,
        quote: Quote::try_new(figures).expect("figures that fit"),
        tariff,
        payment: Payment::Transfer,
        receipt_number: Some("P2203080001".to_owned()),
        entry: Some(entry),
    };
    let bare = Shipment {
        id: ShipmentId::generate(make),
        parcel: Parcel::new(parsed("25651"), "", Grams::new(1)),
        quote: Quote::try_new(nothing).expect("figures that fit"),
        payment: Payment::Cash,
        receipt_number: None,
        entry: None,
        ..full.clone()
    };
    [full, bare]
}

fn records() -> [(AuditRecord, AuditText); 2] {
    let text = |salt, actor: &str, note: &str| AuditText {
        salt: [salt; 16],
        actor: actor.to_owned(),
        note: note.to_owned(),
    };
    let draft = |nth, action: &str, subject: &str| AuditDraft {
        at: moment(nth),
        action: action.to_owned(),
        subject: subject.to_owned(),
        content: [u8::try_from(nth).unwrap_or_default(); 32],
    };
    let (one, two) = (text(1, "yeni", "daftar 2021"), text(2, "", ""));
    let first = AuditRecord::following(None, draft(5, "registry.import", "017f"), &one);
    let second = AuditRecord::following(Some(&first), draft(6, "member.accept", ""), &two);
    [(first, one), (second, two)]
}

fn requests() -> [(String, Request); 2] {
    let answered = Request { digest: [8; 32], answer: Some("{\"rows\":3}".to_owned()) };
    let open = Request { digest: [9; 32], answer: None };
    [("kunci 'satu'".to_owned(), answered), ("2".to_owned(), open)]
}
