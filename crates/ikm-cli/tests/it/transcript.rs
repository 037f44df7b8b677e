//! Every command as people see it, in both languages: one session from the founding to the report.

use std::fmt::Write as _;

use crate::desk::{Desk, Ids};

const SESSION: [&str; 40] = [
    "--today 2022-01-24 init --association Asosiasi --regency 13.01",
    "--today 2022-01-24 registry import ikm.csv",
    "--today 2022-01-24 registry import ikm.csv --dry-run --rejects lain.csv",
    "registry list",
    "registry find rendang",
    "registry show 0220001234567",
    "registry duplicates",
    "--today 2022-01-31 member accept --all --limit 1",
    "--today 2022-01-31 member accept --all",
    "--today 2022-02-01 member suspend A-0003",
    "member list",
    "member show A-0003",
    "dues plan --monthly 10000 --from 2022-02",
    "--today 2022-02-28 dues run",
    "--today 2022-02-28 dues pay A-0001 4000",
    "dues arrears",
    "dues arrears --by kecamatan",
    "gallery intake intake.csv",
    "gallery sales sales.csv",
    "gallery stock",
    "settlement preview --until 2022-03-01",
    "--today 2022-03-01 settlement run --until 2022-03-01",
    "settlement list",
    "settlement payables RUN",
    "settlement statement RUN A-0001",
    "--today 2022-03-02 ledger transfer qris-in-transit cash Rp110.000",
    "--today 2022-03-02 settlement paid RUN",
    "ledger trial-balance",
    "ledger entries --limit 5",
    "ledger verify",
    "tariff lint book",
    "--today 2022-03-02 tariff load book",
    "tariff quote --to 25651 --service PKH --weight-g 1301 --on 2022-05-01 --explain",
    "--today 2022-05-01 tariff quote-batch parcels.csv --out prices.csv",
    "--today 2022-05-01 shipment accept A-0001 --to 25651 --service PKH --weight-g 1301",
    "shipment list",
    "--today 2022-05-01 report dues",
    "--today 2022-05-01 report dues --out iuran.txt",
    "doctor",
    "backup salinan.db",
];

fn session(lang: &str) -> String {
    let desk = Desk::new();
    let mut ids = Ids::default();
    let mut transcript = String::new();
    let mut run = String::new();
    for line in SESSION {
        let answer = desk.run(&format!("--lang {lang} {}", line.replace("RUN", &run)));
        if line.contains("settlement run") {
            let listing = desk.run("settlement list --format csv").out;
            let id = listing.lines().nth(1).and_then(|row| row.split(',').next());
            id.expect("a settlement").clone_into(&mut run);
        }
        let text = format!("{}{}", answer.err, answer.out);
        let ending = if answer.code == 0 { String::new() } else { format!("[{}]\n", answer.code) };
        writeln!(transcript, "$ ikm {line}\n{}{ending}", ids.rename(&text)).expect("text");
    }
    transcript
}

#[test]
fn a_session_in_indonesian() {
    insta::assert_snapshot!(session("id"));
}

#[test]
fn a_session_in_english() {
    insta::assert_snapshot!(session("en"));
}

#[test]
fn the_help_of_every_command() {
    let desk = Desk::new();
    let mut pages = String::new();
    for command in crate::reference::commands() {
        let path = command.join(" ");
        let help = desk.run(&format!("{path} --help")).ends(0).out;
        // What every command takes is shown once.
        let own = help.split("\nPilihan umum:").next().unwrap_or_default();
        writeln!(pages, "$ ikm {path} --help\n{own}").expect("text");
    }
    pages.push_str(&desk.run("--help").ends(0).out);
    insta::assert_snapshot!(pages);
}
