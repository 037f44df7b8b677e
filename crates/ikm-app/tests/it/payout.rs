//! Paying a settlement through the bank: nobody is paid twice, and what failed is due again.

use ikm_core::Explain as _;
use ikm_core::gallery::{BankAccount, PayoutTemplate, SettlementTerms};
use ikm_core::ledger::Account;
use ikm_core::money::Rupiah;

use crate::world::{World, day};

/// A settlement of 56.875 for A-0001 and 157.250 for A-0002, with the money in the bank.
fn settled() -> (World, String) {
    let mut world = World::with_goods();
    world.sales("K-1,2022-02-10,RND,,1,,transfer\nK-2,2022-02-10,SLM,,1,,transfer\n");
    let terms = SettlementTerms { until: day("2022-03-01"), hold_days: 0, minimum: Rupiah::ZERO };
    let run = world.on("2022-03-01").run_settlement(terms).expect("settles").run.expect("a run");
    (world, run.to_string())
}

fn account(number: &str) -> BankAccount {
    BankAccount::try_new("118", number, "Mariani").expect("an account")
}

fn template() -> &'static str {
    PayoutTemplate::shipped("generic-csv").expect("shipped")
}

/// What is in transit, what is due to both, and what the bank holds.
fn holds(world: &mut World) -> [i64; 3] {
    let members = ["A-0001", "A-0002"].map(|number| {
        let member = world.app().member(number).expect("a member").member.member;
        world.holds(Account::PayoutDue(member))
    });
    [world.holds(Account::PayoutInTransit), members.iter().sum(), world.holds(Account::Bank)]
}

fn states(world: &mut World, run: &str) -> Vec<(String, &'static str)> {
    let lines = world.app().payout_lines(run).expect("lists");
    lines.iter().map(|line| (line.member.to_string(), line.state.code())).collect()
}

#[test]
fn a_file_pays_those_whose_account_is_known_and_nobody_twice() {
    let (mut world, run) = settled();
    let none = world.unchanged_by(|world| {
        world.app().make_payout_file(&run, template(), "").expect_err("no account is known")
    });
    assert_eq!(none.code(), "IKM-PAYOUT-NO-ACCOUNTS");
    world.app().put_bank_account("A-0002", &account("0100-02")).expect("puts");
    let made = world.app().make_payout_file(&run, template(), "").expect("makes");
    assert_eq!((made.members, made.total.get()), (1, 157_250));
    assert_eq!(
        made.without_account.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["A-0001"]
    );
    let file = world.app().payout_file(&run, made.payout).expect("renders");
    let expect =
        "bank,account,holder,amount,reference\n118,010002,Mariani,157250,A-0002 20220301\n";
    assert_eq!(file, expect);
    // 250.000 came in; 157.250 are with the bank now, and all of it is still due.
    assert_eq!(holds(&mut world), [157_250, 214_125, 92_750]);
    world.assert_sound();
    let again = world.unchanged_by(|world| {
        world.app().make_payout_file(&run, template(), "").expect_err("it is under way")
    });
    assert_eq!(again.code(), "IKM-PAYOUT-NO-ACCOUNTS");
    // A later account changes nothing of a file that was made.
    world.on("2022-03-02").put_bank_account("A-0002", &account("99999")).expect("puts");
    assert_eq!(world.app().payout_file(&run, made.payout).expect("renders"), expect);

    let paid = world.app().pay_settlement(&run, None).expect("confirms");
    assert_eq!((paid.members, paid.paid.get()), (1, 157_250));
    assert_eq!(holds(&mut world), [0, 56_875, 92_750]);
    let rest = world.app().pay_settlement(&run, None).expect("pays the rest by hand");
    assert_eq!((rest.members, rest.paid.get()), (1, 56_875));
    assert_eq!(holds(&mut world), [0, 0, 35_875]);
    world.assert_sound();
    let end = world.unchanged_by(|world| {
        world.app().pay_settlement(&run, None).expect_err("everybody was paid")
    });
    assert_eq!(end.code(), "IKM-SETTLEMENT-PAID");
    let settlement = world.app().settlements().expect("lists").remove(0);
    assert!(world.app().is_paid(&settlement).expect("reads"));
}

#[test]
fn what_the_bank_refused_is_due_in_the_next_file() {
    let (mut world, run) = settled();
    world.app().put_bank_account("A-0001", &account("11111")).expect("puts");
    world.app().put_bank_account("A-0002", &account("22222")).expect("puts");
    let first = world.app().make_payout_file(&run, template(), "").expect("makes");
    assert_eq!((first.members, first.total.get()), (2, 214_125));
    let failed = world.app().fail_payout(&run, "A-0001", "rekening tutup").expect("fails");
    assert_eq!((failed.members, failed.amount.get()), (1, 56_875));
    assert_eq!(holds(&mut world), [157_250, 214_125, 92_750]);
    world.assert_sound();
    let twice = world.unchanged_by(|world| {
        world.app().fail_payout(&run, "A-0001", "lagi").expect_err("it is not under way")
    });
    assert_eq!(twice.code(), "IKM-PAYOUT-NOT-UNDER-WAY");
    world.app().pay_settlement(&run, None).expect("confirms the other");
    let second = world.app().make_payout_file(&run, template(), "").expect("makes");
    assert_eq!((second.members, second.total.get()), (1, 56_875));
    world.app().pay_members(&run, &["A-0001".to_owned()], None).expect("confirms");
    assert_eq!(holds(&mut world), [0, 0, 35_875]);
    let expect = [("A-0001", "failed"), ("A-0002", "paid"), ("A-0001", "paid")];
    assert_eq!(states(&mut world, &run), expect.map(|(who, state)| (who.to_owned(), state)));
    world.assert_sound();
}

#[test]
fn what_came_back_is_due_again() {
    let (mut world, run) = settled();
    let nothing = world.unchanged_by(|world| {
        let back = world.app().reverse_payout(&run, None, Account::Bank, "salah");
        back.expect_err("nothing was paid")
    });
    assert_eq!(nothing.code(), "IKM-PAYOUT-NOT-PAID");
    world.app().pay_settlement(&run, Account::Bank).expect("pays by hand");
    assert_eq!(holds(&mut world), [0, 0, 35_875]);
    let back = world.app().reverse_payout(&run, Some("A-0002"), Account::Bank, "salah nama");
    assert_eq!(back.expect("comes back").amount.get(), 157_250);
    assert_eq!(holds(&mut world), [0, 157_250, 193_125]);
    world.assert_sound();
    let settlement = world.app().settlements().expect("lists").remove(0);
    assert!(!world.app().is_paid(&settlement).expect("reads"));
    let paid = world.app().pay_settlement(&run, None).expect("pays again");
    assert_eq!((paid.members, paid.paid.get()), (1, 157_250));
    assert_eq!(holds(&mut world), [0, 0, 35_875]);
    world.assert_sound();
    let to_qris = world.unchanged_by(|world| {
        let back = world.app().reverse_payout(&run, None, Account::QrisInTransit, "salah");
        back.expect_err("no drawer")
    });
    assert_eq!(to_qris.code(), "IKM-LEDGER-TRANSFER");
}

#[test]
fn an_account_is_shown_masked_and_can_be_erased() {
    let (mut world, run) = settled();
    world.app().put_bank_account("A-0001", &account("123456789")).expect("puts");
    let shown = world.app().bank_account("A-0001").expect("shows");
    assert_eq!(shown.number.as_deref(), Some("*****6789"));
    let made = world.app().make_payout_file(&run, template(), "").expect("makes");
    world.app().pay_settlement(&run, None).expect("confirms");
    let erased = world.app().erase_bank_accounts("A-0001").expect("erases");
    assert_eq!((erased.bank, erased.number), (None, None));
    let lines = world.app().payout_lines(&run).expect("lists");
    assert_eq!(lines.iter().map(|line| line.account.clone()).collect::<Vec<_>>(), [None]);
    let gone = world.app().payout_file(&run, made.payout).expect_err("its account was erased");
    assert_eq!(gone.code(), "IKM-PAYOUT-TEMPLATE");
    world.assert_sound();
}
