//! `--key`: given again, a command gives the same answer and does nothing twice.

use crate::desk::Desk;

/// Every command that writes, on a desk where it can be done.
const WRITING: [&str; 13] = [
    "region load wilayah.csv",
    "registry import ikm.csv",
    "member accept --all --limit 1",
    "member suspend A-0002",
    "member end A-0002",
    "dues plan --monthly 5000 --from 2023-01",
    "dues run --month 2022-02",
    "dues pay A-0001 2500",
    "gallery intake intake.csv",
    "gallery sales sales.csv",
    "settlement run --until 2022-03-01",
    "tariff load book",
    "ledger transfer cash bank 10000",
];

/// A desk on which each of them changes something.
fn desk() -> Desk {
    let desk = Desk::sold();
    desk.run("dues plan --monthly 10000 --from 2022-01").ends(0);
    desk.run("dues run --month 2022-01").ends(0);
    desk
}

#[test]
fn a_command_given_twice_under_its_key_is_done_once() {
    for line in WRITING {
        let desk = desk();
        let keyed = format!("--format json --today 2022-03-01 {line} --key satu");
        let first = desk.run(&keyed);
        assert!(matches!(first.code, 0 | 3), "{line}: {}", first.err);
        let after = desk.picture();
        let second = desk.run(&keyed);
        assert_eq!((second.code, &second.out), (first.code, &first.out), "{line}");
        assert_eq!(desk.picture(), after, "{line} did something twice");
    }
}

#[test]
fn a_key_that_was_used_for_something_else_is_refused() {
    let desk = desk();
    desk.run("--today 2022-03-01 ledger transfer cash bank 10000 --key satu").ends(0);
    let before = desk.picture();
    for line in WRITING {
        let line = line.replace("cash bank 10000", "cash bank 10001");
        let answer = desk.run(&format!("--today 2022-03-01 {line} --key satu")).ends(1);
        assert!(answer.err.starts_with("error[IKM-KEY-REUSED]"), "{line}: {}", answer.err);
        assert_eq!(desk.picture(), before, "{line}");
    }
}

#[test]
fn a_founding_and_a_parcel_have_keys_too() {
    let desk = Desk::new();
    let found =
        ["init", "--association", "A", "--regency", "13.01", "--key", "k", "--format", "json"];
    let first = desk.run_these(&found).ends(0).out;
    assert_eq!(desk.run_these(&found).ends(0).out, first);
    let other = ["init", "--association", "B", "--regency", "13.01", "--key", "k"];
    assert!(desk.run_these(&other).ends(1).err.contains("IKM-KEY-REUSED"));

    let desk = Desk::sold();
    desk.run("--today 2022-02-01 tariff load book").ends(0);
    let line = "--format json --today 2022-05-01 shipment accept A-0001 --to 25651 --service PKH \
                --weight-g 900 --key paket-1";
    let first = desk.run(line).ends(0).out;
    assert_eq!(desk.run(line).ends(0).out, first);
    assert_eq!(desk.run("--format csv shipment list").ends(0).out.lines().count(), 2);
}

/// Without a key every command stands for itself.
#[test]
fn without_a_key_a_command_is_done_again() {
    let desk = desk();
    let line = "--today 2022-03-01 ledger transfer cash bank 10000";
    desk.run(line).ends(0);
    let after = desk.picture();
    desk.run(line).ends(0);
    assert_ne!(desk.picture(), after);
}
