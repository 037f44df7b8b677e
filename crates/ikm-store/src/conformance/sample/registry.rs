use ikm_core::classification::{Mapping, Scheme};
use ikm_core::id::{BatchId, EnrolmentId, IkmId, MemberId, MergeId};
use ikm_core::money::Rupiah;
use ikm_core::registry::{
    Figures, FiguresOf, Ikm, Merge, Place, Profile, Reason, Resemblance, Workers,
};

use super::super::fixture::{Maker, day, moment, parsed, rp};
use crate::{Batch, Pair};

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

/// A mapping to the classes of [`other_scheme`], as an office might write one.
pub fn some_mapping() -> Mapping {
    parsed(
        r#"
        scheme = "two"
        [[period]]
        from = 2022-01-01
        to = 2026-07-01
        source = "Keputusan 530/12"
        rows = [
            { edition = "2020", prefix = "10", class = "F" },
            { commodity = "Sandang", class = "T" },
        ]
        [[period]]
        from = 2026-07-01
        source = "Keputusan 530/40"
        rows = [{ edition = "2025", prefix = "13", class = "T" }]
        "#,
    )
}

pub(super) fn batch(make: &mut Maker) -> Batch {
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
        undone_on: None,
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
        merged: None,
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
        pirt_until: Some(day("2027-03-31")),
        halal: Some(parsed("ID13110000123451222")),
        halal_until: Some(day("2026-11-02")),
        bpom: Some(parsed("MD 235602169254")),
        bpom_until: Some(day("2025-08-17")),
        nmid: Some(parsed("ID1020030040051")),
        notes: Some("Juara lomba 2019".to_owned()),
    }
}

/// An IKM whose texts try what a database may trip over, and whose figures are as large as they get.
pub(super) fn awkward_ikm(make: &mut Maker) -> Ikm {
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

pub(super) fn pairs(one: IkmId, two: IkmId, three: IkmId) -> [Pair; 2] {
    let reasons = vec![Reason::SameOwner, Reason::SimilarName, Reason::OtherKecamatan];
    [
        Pair { a: one, b: two, resemblance: Resemblance { score: 72, reasons } },
        Pair { a: one, b: three, resemblance: Resemblance { score: 100, reasons: Vec::new() } },
    ]
}

/// What an import said of one year, and a person of a year that was not named.
pub(super) fn figures(ikm: IkmId, batch: BatchId) -> [FiguresOf; 2] {
    let recorded_on = day("2022-02-10");
    let bare = Figures { sales: Some(rp(1)), ..Figures::default() };
    [
        FiguresOf {
            ikm,
            source: Some(batch),
            recorded_on,
            figures: Figures { year: Some(2020), ..full_profile().figures },
        },
        FiguresOf { ikm, source: None, recorded_on, figures: bare },
    ]
}

/// A merge that was taken back, so that both stand by themselves.
pub(super) fn merge(make: &mut Maker, keep: &Ikm, drop: IkmId, batch: BatchId) -> Merge {
    Merge {
        id: MergeId::generate(make),
        keep: keep.id,
        drop,
        on: day("2022-02-11"),
        at: moment(88),
        keep_before: Profile::named("Tenun", parsed("13.01")),
        keep_after: keep.profile.clone(),
        members: vec![MemberId::generate(make)],
        enrolments: vec![EnrolmentId::generate(make)],
        figures: vec![(2020, Some(batch)), (2021, None)],
        undone_on: Some(day("2022-02-12")),
    }
}
