//! Each way of writing, on the same small reports.

use ikm_core::classification::Scheme;
use ikm_core::region::Regions;
use ikm_core::{Explain, Lang};
use ikm_report::reports::{RekapFigures, RekapGroup, rekap};
use ikm_report::{Bar, Chart, Format, Heading, Report, Section, Style, Text, Unit, render};

use crate::dump::{text, write};
use crate::fixtures::{
    all, area, dues_report, growth_report, heading, rekap_report, rp, savings_report,
    statement_report,
};

#[test]
fn text_of_every_report_in_indonesian() {
    for report in all() {
        insta::assert_snapshot!(format!("{}.id.txt", report.name), text(&report, Lang::Id));
    }
}

#[test]
fn text_of_some_reports_in_english() {
    for report in [rekap_report(), growth_report(), statement_report()] {
        insta::assert_snapshot!(format!("{}.en.txt", report.name), text(&report, Lang::En));
    }
}

#[test]
fn csv_is_the_main_table_without_its_totals() {
    let expect = "\
        kecamatan_code,kecamatan,class_10,class_13,outside_section_c,unclassified,total\n\
        13.01.01,Pancung Soal,0,7,0,4,11\n\
        13.01.05,IV Jurai,42,0,5,0,47\n\
        13.01.09,Koto XI Tarusan,0,0,0,0,0\n\
        13.02,13.02,0,0,0,6,6\n\
        ,unknown,4,0,0,0,4\n";
    for lang in [Lang::Id, Lang::En] {
        assert_eq!(write(&rekap_report(), Format::Csv, Style::new(lang)), expect);
    }
}

#[test]
fn json_is_one_object() {
    insta::assert_snapshot!("dues.json", write(&dues_report(), Format::Json, Style::new(Lang::En)));
    insta::assert_snapshot!(
        "growth.json",
        write(&growth_report(), Format::Json, Style::new(Lang::Id))
    );
}

#[test]
fn svg_is_a_picture() {
    for report in [rekap_report(), dues_report()] {
        let picture = write(&report, Format::Svg, Style::new(Lang::Id));
        insta::assert_snapshot!(format!("{}.svg", report.name), picture);
    }
    insta::assert_snapshot!(
        "shipping-savings.en.svg",
        write(&savings_report(), Format::Svg, Style::new(Lang::En))
    );
}

/// A district of 15 kecamatan and 24 classes, as wide as the real table.
fn district() -> Report {
    let (regions, scheme) = (Regions::pesisir_selatan(), Scheme::kbli2020_divisions());
    let area = area(&regions);
    let mut groups = Vec::new();
    for (i, kecamatan) in (1_u64..).zip(regions.children(area.regency)) {
        for (j, class) in (1_u64..).zip(scheme.classes()) {
            let units = (i * j * 7) % 23;
            let workers = Some(units * 2 + i);
            let amount = i64::try_from(units * 36_900_000).expect("a small amount");
            groups.push(RekapGroup {
                kecamatan: Some(kecamatan.code),
                class: Some(class.code.clone()),
                figures: RekapFigures {
                    units,
                    male: Some(units),
                    female: Some(units + i),
                    workers,
                    investment: Some(rp(amount)),
                    production_value: Some(rp(amount * 3)),
                    raw_material_value: Some(rp(amount * 2)),
                },
            });
        }
    }
    rekap(heading(), area, &scheme, groups).expect("small figures")
}

#[test]
fn the_whole_rekap_fits_a_page_of_100_columns() {
    insta::assert_snapshot!("district.id.txt", text(&district(), Lang::Id));
}

#[test]
fn the_whole_rekap_fits_a_page_of_80_columns() {
    let style = Style { lang: Lang::En, width: 80 };
    insta::assert_snapshot!("district.en.80.txt", write(&district(), Format::Text, style));
}

#[test]
fn the_whole_rekap_is_a_picture() {
    insta::assert_snapshot!("district.svg", write(&district(), Format::Svg, Style::new(Lang::Id)));
}

fn empty(sections: Vec<Section>) -> Report {
    let heading = Heading { association: "A & <B>".to_owned(), ..heading() };
    Report { name: "leer".to_owned(), title: Text::new("Judul", "Title"), heading, sections }
}

fn bars(bars: &[(&str, i64)]) -> Section {
    let bars = bars
        .iter()
        .map(|(label, value)| Bar { label: Text::same(*label), value: *value })
        .collect();
    Section::Chart(Chart { name: "c".to_owned(), title: Text::same("C"), unit: Unit::Count, bars })
}

#[test]
fn a_report_without_table_or_chart_is_refused_where_it_needs_one() {
    let check = |format, code: &str| {
        let mut out = Vec::new();
        let error = render(&empty(vec![]), format, Style::default(), &mut out)
            .expect_err("there is nothing to write");
        assert_eq!(error.code(), code);
        assert!(out.is_empty());
    };
    check(Format::Csv, "IKM-REPORT-NO-TABLE");
    check(Format::Svg, "IKM-REPORT-NO-CHART");
}

#[test]
fn svg_escapes_what_is_markup() {
    let report = empty(vec![bars(&[("<script>&\"x\"\u{1b}", 3)])]);
    let picture = write(&report, Format::Svg, Style::default());
    assert!(picture.contains("&lt;script&gt;&amp;&quot;x&quot; </title>"), "{picture}");
    assert!(picture.contains("A &amp; &lt;B&gt; · Keadaan 31 Desember 2022"), "{picture}");
    assert!(!picture.contains("<script") && !picture.contains('\u{1b}'));
}

#[test]
fn charts_of_any_size_are_drawn() {
    let sizes: [&[(&str, i64)]; 5] = [
        &[],
        &[("zero", 0)],
        &[("a", i64::MAX), ("b", i64::MIN)],
        &[("a", -5)],
        &[("a label that is far too long to stand beside the bars of a chart", 1), ("b", 1)],
    ];
    for size in sizes {
        let report = empty(vec![bars(size)]);
        insta::assert_snapshot!(text(&report, Lang::Id));
        let picture = write(&report, Format::Svg, Style::default());
        assert!(picture.ends_with("</svg>\n"));
        assert!(!picture.contains("width=\"-"), "{picture}");
    }
}

#[test]
fn text_cannot_move_the_cursor() {
    let report = Report {
        title: Text::same("a\u{1b}[2Jb\r\nc\u{202e}d"),
        ..empty(vec![Section::Note(Text::same("x\ty\u{7}z"))])
    };
    let page = text(&report, Lang::Id);
    assert!(page.starts_with("a [2Jb c d\n"), "{page}");
    assert!(page.ends_with("\nx y z\n"), "{page}");
}
