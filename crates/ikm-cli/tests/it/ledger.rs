//! The books: checked by two programs that are not ours, closed, and proven.

use std::collections::BTreeMap;
use std::process::Command;

use super::desk::Desk;

/// A desk with sales, of which QRIS money has come to the drawer.
fn books() -> Desk {
    let desk = Desk::sold();
    desk.run("--today 2022-03-01 ledger transfer qris-in-transit cash 10000").ends(0);
    desk
}

/// Whether a program is installed. Where the whole suite must run it has to be.
fn is_there(program: &str) -> bool {
    let found =
        Command::new(program).arg("--version").output().is_ok_and(|out| out.status.success());
    let must = std::env::var("CI").is_ok_and(|ci| ci == "true");
    assert!(found || !must, "{program} is not installed");
    found
}

fn output(program: &str, args: &[&str], desk: &Desk) -> String {
    let out = Command::new(program).args(args).current_dir(desk.path("")).output();
    let out = out.expect("the program runs");
    assert!(out.status.success(), "{program}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8_lossy(&out.stdout).into_owned()
}

/// What our trial balance says, each account by its name there.
fn ours(desk: &Desk) -> BTreeMap<String, i64> {
    let balance = desk.run("--today 2022-12-31 --format json ledger trial-balance").ends(0).json();
    let rows = balance.get("accounts").and_then(serde_json::Value::as_array).expect("accounts");
    let net = |row: &serde_json::Value| {
        row["debit"].as_i64().unwrap_or_default() - row["credit"].as_i64().unwrap_or_default()
    };
    let rows =
        rows.iter().map(|row| (row["account"].as_str().unwrap_or_default().to_owned(), net(row)));
    rows.filter(|(_, net)| *net != 0).collect()
}

/// Adds lines of `account|amount` up by what stands between the first colon and the second.
fn by_stem(lines: &str, separator: char) -> BTreeMap<String, i64> {
    let mut sums = BTreeMap::new();
    for line in lines.lines() {
        let Some((account, amount)) = line.split_once(separator) else { continue };
        let Some(stem) = account.trim_matches('"').split(':').nth(1) else { continue };
        let amount = amount.trim_matches('"').trim_end_matches(" IDR").parse::<i64>();
        *sums.entry(stem.to_owned()).or_default() += amount.expect("an amount");
    }
    sums.retain(|_, sum| *sum != 0);
    sums
}

#[test]
fn hledger_finds_the_same_balances() {
    let desk = books();
    let export = desk.run("--format json ledger export buku.journal --to hledger").ends(0).json();
    assert_eq!(export["entries"], desk.run("--format json ledger verify").json()["entries"]);
    if !is_there("hledger") {
        return;
    }
    let file = ["-f", "buku.journal"];
    output("hledger", &[&file[..], &["check", "--strict", "ordereddates"]].concat(), &desk);
    let balance = ["balance", "-N", "--flat", "-O", "csv"];
    let found = output("hledger", &[&file[..], &balance[..]].concat(), &desk);
    assert_eq!(by_stem(&found, ','), ours(&desk));
    // A figure that was changed is found: the check can fail.
    desk.write("salah.journal", &desk.read("buku.journal").replacen("10000 IDR", "10001 IDR", 1));
    let wrong = Command::new("hledger")
        .args(["-f", "salah.journal", "check"])
        .current_dir(desk.path(""))
        .output();
    assert!(!wrong.expect("the program runs").status.success());
}

#[test]
fn ledger_finds_the_same_balances() {
    let desk = books();
    desk.run("ledger export buku.dat --to ledger").ends(0);
    if !is_there("ledger") {
        return;
    }
    let format = "%(account)|%(quantity(scrub(display_amount)))\n";
    let args = ["-f", "buku.dat", "--strict", "--pedantic", "balance", "--flat", "--no-total"];
    let found = output("ledger", &[&args[..], &["--format", format]].concat(), &desk);
    assert_eq!(by_stem(&found, '|'), ours(&desk));
}

#[test]
fn a_closed_period_takes_nothing_more() {
    let desk = books();
    let early = desk.run("--today 2022-02-15 ledger close --until 2022-03-01").ends(1);
    assert!(early.err.contains("IKM-LEDGER-NOT-OVER"), "{}", early.err);
    let closed =
        desk.run("--today 2022-03-01 --format json ledger close --until 2022-03-01 --year-end");
    let closed = closed.ends(0).json();
    assert_eq!(closed["closing"], 1);
    assert!(closed["year_end"].is_string(), "there was commission to move");
    let again = desk.run("--today 2022-03-02 ledger close --until 2022-03-01").ends(1);
    assert!(again.err.contains("IKM-LEDGER-CLOSED"), "{}", again.err);
    let late = desk.run("--today 2022-02-28 ledger transfer cash bank 1").ends(1);
    assert!(late.err.contains("IKM-LEDGER-SEALED"), "{}", late.err);
    desk.run("--today 2022-03-01 ledger transfer cash bank 1").ends(0);
    let check = desk.run("--format json ledger verify").ends(0).json();
    assert_eq!(check["ok"], true);
    let nets = ours(&desk);
    assert!(!nets.contains_key("commission-income"), "{nets:?}");
    assert!(nets["fund"] < 0, "{nets:?}");
    desk.run("doctor").ends(0);
}

#[test]
fn a_line_can_be_proven_without_the_store() {
    let desk = books();
    let lines = desk.run("--format json ledger account consignment-payable:A-0001").ends(0).json();
    let first = &lines[0];
    let (entry, on) =
        (first["entry"].as_str().expect("an id"), first["on"].as_str().expect("a day"));
    let proof = desk.run(&format!("ledger proof {entry} --account consignment-payable:A-0001"));
    let proof = proof.ends(0).out;
    assert!(!proof.contains("\"cash\""), "{proof}");
    desk.write("bukti.json", &proof);
    let head = desk.run(&format!("--format json ledger digest {on}")).ends(0).json();
    let check = desk.run("--store nowhere.db --format json ledger check-proof bukti.json");
    let check = check.ends(0).json();
    assert_eq!((&check["ok"], &check["head"]), (&true.into(), &head["head"]));
    let amount = first["amount"].to_string();
    desk.write("palsu.json", &proof.replacen(&amount, "-1", 1));
    let wrong = desk.run("ledger check-proof palsu.json").ends(1);
    assert!(wrong.err.contains("IKM-LEDGER-PROOF"), "{}", wrong.err);
}

#[test]
fn held_money_is_not_spent_and_a_transfer_is_taken_back() {
    let desk = books();
    let cash = ours(&desk)["cash"];
    let promised = desk.run("--today 2022-03-02 --format json ledger hold cash 1 --reason bank");
    let hold = promised.ends(0).json()["hold"].as_str().expect("an id").to_owned();
    let move_all = format!("--today 2022-03-02 --format json ledger transfer cash bank {cash}");
    let refused = desk.run(&move_all).ends(1);
    assert!(refused.err.contains("IKM-LEDGER-OVERDRAFT"), "{}", refused.err);
    desk.run(&format!("--today 2022-03-02 ledger void-hold {hold}")).ends(0);
    let moved = desk.run(&move_all).ends(0).json()["entry"].as_str().expect("an id").to_owned();
    let back = format!("--today 2022-03-03 ledger reverse {moved} --reason salah");
    desk.run(&back).ends(0);
    assert_eq!(ours(&desk)["cash"], cash);
    let again = desk.run(&back).ends(1);
    assert!(again.err.contains("IKM-LEDGER-TAKEN-BACK"), "{}", again.err);
    let entries = desk.run("--format json ledger entries").ends(0).json();
    let sale = entries.as_array().expect("rows").iter().find(|row| row["kind"] == "sale");
    let sale = sale.expect("there was one")["entry"].as_str().expect("an id");
    let refused = desk.run(&format!("ledger reverse {sale} --reason salah")).ends(1);
    assert!(refused.err.contains("IKM-LEDGER-NOT-BY-ITSELF"), "{}", refused.err);
}
