//! The journal: every entry balances or cannot be built, and what is taken back leaves nothing.

use std::collections::BTreeMap;

use ikm_core::Lang;
use ikm_core::ledger::{
    Account, AccountKind, Balance, Entry, EntryDraft, EntryKind, LedgerError, Posting,
};
use ikm_core::money::{MoneyError, Rupiah};
use proptest::prelude::*;

use super::given::{check_explained, day, id, rupiah};

/// A member's id in full, as `id(2)` makes it.
const SECOND: &str = "017e12ef-9c00-7202-8202-020202020202";

fn accounts() -> [Account; 25] {
    [
        Account::Cash,
        Account::Bank,
        Account::QrisInTransit,
        Account::PayoutInTransit,
        Account::DinasReceivable,
        Account::DuesReceivable(id(1)),
        Account::DuesReceivable(id(2)),
        Account::ConsignmentPayable(id(1)),
        Account::ConsignmentPayable(id(2)),
        Account::PayoutDue(id(1)),
        Account::PayoutDue(id(2)),
        Account::TaxWithheld,
        Account::ShippingInTransit,
        Account::PostalPayable,
        Account::DinasPayable,
        Account::Fund,
        Account::CommissionIncome,
        Account::DuesIncome,
        Account::PostalCommission,
        Account::CashRounding,
        Account::ShippingSubsidy,
        Account::QrisFee,
        Account::DiscountExpense,
        Account::StockLoss,
        Account::DrawerDifference,
    ]
}

fn draft() -> EntryDraft {
    EntryDraft::new(EntryKind::Sale, "K-0001", day("2022-02-07"))
}

/// The entry of `lines`, debits positive.
fn entry(lines: &[(Account, i64)]) -> Result<Entry, LedgerError> {
    lines
        .iter()
        .fold(draft(), |draft, (account, amount)| draft.debit(*account, rupiah(*amount)))
        .finish(id(9))
}

fn lines_of(entry: &Entry) -> Vec<(Account, i64)> {
    entry.postings().iter().map(|posting| (posting.account, posting.amount.get())).collect()
}

/// The side of each account as any textbook has it: what one has and spends grows by a debit, what
/// one owes and earns by a credit.
#[test]
fn accounts_by_code_side_and_member() {
    let check = |account: Account, code: &str, kind: AccountKind, of_member: bool| {
        let text = if of_member { format!("{code}:{SECOND}") } else { code.to_owned() };
        assert_eq!(account.to_string(), text);
        assert_eq!(account.stem(), code);
        assert_eq!(account.kind(), kind);
        assert_eq!(account.member(), of_member.then(|| id(2)));
        assert_eq!(text.parse(), Ok(account));
        assert_eq!(serde_json::to_value(account).expect("serialises"), text);
        assert_eq!(serde_json::from_value::<Account>(text.into()).expect("reads back"), account);
        let (id, en) = (account.title(Lang::Id), account.title(Lang::En));
        assert!(!id.is_empty() && !en.is_empty() && !id.contains(':'));
    };
    let (asset, owed) = (AccountKind::Asset, AccountKind::Liability);
    check(Account::Cash, "cash", asset, false);
    check(Account::Bank, "bank", asset, false);
    check(Account::QrisInTransit, "qris-in-transit", asset, false);
    check(Account::PayoutInTransit, "payout-in-transit", asset, false);
    check(Account::DinasReceivable, "dinas-receivable", asset, false);
    check(Account::DuesReceivable(id(2)), "dues-receivable", asset, true);
    check(Account::ConsignmentPayable(id(2)), "consignment-payable", owed, true);
    check(Account::PayoutDue(id(2)), "payout-due", owed, true);
    check(Account::TaxWithheld, "tax-withheld", owed, false);
    check(Account::ShippingInTransit, "shipping-in-transit", owed, false);
    check(Account::PostalPayable, "postal-payable", owed, false);
    check(Account::DinasPayable, "dinas-payable", owed, false);
    check(Account::Fund, "fund", AccountKind::Equity, false);
    check(Account::CommissionIncome, "commission-income", AccountKind::Income, false);
    check(Account::DuesIncome, "dues-income", AccountKind::Income, false);
    check(Account::PostalCommission, "postal-commission", AccountKind::Income, false);
    check(Account::CashRounding, "cash-rounding", AccountKind::Income, false);
    check(Account::ShippingSubsidy, "shipping-subsidy", AccountKind::Expense, false);
    check(Account::QrisFee, "qris-fee", AccountKind::Expense, false);
    check(Account::DiscountExpense, "discount-expense", AccountKind::Expense, false);
    check(Account::StockLoss, "stock-loss", AccountKind::Expense, false);
    check(Account::DrawerDifference, "drawer-difference", AccountKind::Expense, false);
}

/// What one has and spends grows by a debit; what one owes, owns and earns by a credit.
#[test]
fn sides_that_grow_by_a_debit() {
    let sides = [
        AccountKind::Asset,
        AccountKind::Liability,
        AccountKind::Equity,
        AccountKind::Income,
        AccountKind::Expense,
    ];
    assert_eq!(sides.map(AccountKind::grows_by_debit), [true, false, false, false, true]);
}

#[test]
fn accounts_are_read_strictly() {
    let wrong = [
        String::new(),
        "Cash".to_owned(),
        "kas".to_owned(),
        "cash:".to_owned(),
        format!("cash:{SECOND}"),
        "payout-due".to_owned(),
        "payout-due:".to_owned(),
        "payout-due:A-0001".to_owned(),
        format!("fund:{SECOND}"),
        // A UUID that is not of version 7 is no id of ours.
        "payout-due:f47ac10b-58cc-4372-a567-0e02b2c3d479".to_owned(),
        format!("dues-income:{SECOND}"),
        format!(":{SECOND}"),
    ];
    for text in wrong {
        let error = text.parse::<Account>().expect_err(&text);
        check_explained(&error, "IKM-LEDGER-ACCOUNT", &[&format!("{text:?}")]);
        assert!(serde_json::from_value::<Account>(text.into()).is_err());
    }
}

#[test]
fn every_account_and_kind_has_its_own_title() {
    for lang in [Lang::Id, Lang::En] {
        let mut titles: Vec<&str> = accounts().map(|account| account.title(lang)).to_vec();
        titles.dedup();
        assert_eq!(titles.len(), 22, "one for each account, whoever the member is");
        titles.sort_unstable();
        titles.dedup();
        assert_eq!(titles.len(), 22);
        let sides = [
            AccountKind::Asset,
            AccountKind::Liability,
            AccountKind::Equity,
            AccountKind::Income,
            AccountKind::Expense,
        ];
        let expect = lang.pick(
            ["aset", "kewajiban", "aset neto", "pendapatan", "beban"],
            ["asset", "liability", "net assets", "income", "expense"],
        );
        assert_eq!(sides.map(|kind| kind.title(lang)), expect);
        let mut kinds: Vec<&str> = EntryKind::ALL.map(|kind| kind.title(lang)).to_vec();
        kinds.sort_unstable();
        kinds.dedup();
        assert_eq!(kinds.len(), EntryKind::ALL.len());
        assert!(kinds.iter().all(|title| !title.is_empty()));
    }
}

#[test]
fn codes_are_the_ones_of_serde() {
    for kind in EntryKind::ALL {
        assert_eq!(EntryKind::from_code(kind.code()), Some(kind));
        assert_eq!(serde_json::to_value(kind).expect("serialises"), kind.code());
    }
    assert_eq!(EntryKind::from_code("penjualan"), None);
}

/// The consignment example of the textbooks on PSAK 23: Rp100.000 sold at a commission of 10 %,
/// then the maker paid. Of the sale only the commission is income.
#[test]
fn a_consigned_sale_and_its_payout() {
    let maker = Account::ConsignmentPayable(id(1));
    let sale = draft()
        .debit(Account::Cash, rupiah(100_000))
        .credit(maker, rupiah(90_000))
        .credit(Account::CommissionIncome, rupiah(10_000))
        .finish(id(9))
        .expect("it balances");
    assert_eq!(sale.id(), id(9));
    assert_eq!(sale.on(), day("2022-02-07"));
    assert_eq!((sale.kind(), sale.reference()), (EntryKind::Sale, "K-0001"));
    assert_eq!(sale.reverses(), None);
    assert_eq!(sale.volume(), Ok(rupiah(100_000)));
    assert_eq!(
        lines_of(&sale),
        [(Account::Cash, 100_000), (maker, -90_000), (Account::CommissionIncome, -10_000)]
    );
    let payout = entry(&[(maker, 90_000), (Account::Cash, -90_000)]).expect("it balances");
    let left = balances(&[sale, payout]);
    let net = |account| left.get(&account).expect("moved").net_debit();
    assert_eq!(net(Account::Cash), Ok(rupiah(10_000)));
    assert_eq!(net(maker), Ok(Rupiah::ZERO));
    assert_eq!(net(Account::CommissionIncome), Ok(rupiah(-10_000)));
}

#[test]
fn lines_on_one_account_are_one_posting() {
    let check = |lines: &[(Account, i64)], expect: &[(Account, i64)]| {
        assert_eq!(lines_of(&entry(lines).expect("it balances")), expect);
    };
    let (cash, bank, income) = (Account::Cash, Account::Bank, Account::CommissionIncome);
    check(&[(cash, 3), (income, -5), (cash, 2)], &[(cash, 5), (income, -5)]);
    // What nets to nothing is no posting, and neither is a line of zero.
    check(&[(bank, 7), (cash, 5), (bank, -7), (income, -5)], &[(cash, 5), (income, -5)]);
    check(&[(bank, 0), (cash, 5), (income, -5)], &[(cash, 5), (income, -5)]);
    // In the order of accounts, whatever the order of writing.
    check(&[(income, -5), (bank, 2), (cash, 3)], &[(cash, 3), (bank, 2), (income, -5)]);
    // A line may leave the range as long as its account does not.
    check(
        &[(cash, i64::MAX), (cash, i64::MAX), (cash, -i64::MAX), (bank, -i64::MAX)],
        &[(cash, i64::MAX), (bank, -i64::MAX)],
    );
}

#[test]
fn no_entry_without_balance_or_money() {
    let check = |lines: &[(Account, i64)], expect: LedgerError| {
        assert_eq!(entry(lines), Err(expect), "{lines:?}");
    };
    let reference = "K-0001".to_owned();
    let unbalanced = |difference| LedgerError::Unbalanced {
        reference: reference.clone(),
        difference: rupiah(difference),
    };
    let empty = LedgerError::Empty { reference: reference.clone() };
    let (cash, bank) = (Account::Cash, Account::Bank);
    check(&[(cash, 100), (bank, -99)], unbalanced(1));
    check(&[(cash, 100), (bank, -101)], unbalanced(-1));
    check(&[(cash, 1)], unbalanced(1));
    check(&[], empty.clone());
    check(&[(cash, 0), (bank, 0)], empty.clone());
    check(&[(cash, 5), (cash, -5)], empty);
    // Out of range: one account, the difference, and the amount that could never be taken back.
    let overflow = LedgerError::Money(MoneyError::Overflow);
    let income = Account::CommissionIncome;
    check(&[(cash, i64::MAX), (cash, 1), (bank, -i64::MAX), (income, -1)], overflow.clone());
    check(&[(cash, i64::MAX), (bank, 1)], overflow.clone());
    check(&[(cash, i64::MIN), (bank, i64::MAX), (income, 1)], overflow.clone());
    check(&[(cash, i64::MIN)], overflow);
}

#[test]
fn volume_may_be_more_than_an_amount_can_be() {
    let max = i64::MAX;
    let wide = entry(&[
        (Account::Cash, max),
        (Account::Bank, max),
        (Account::DuesIncome, -max),
        (Account::CommissionIncome, -max),
    ]);
    assert_eq!(wide.expect("every line is in range").volume(), Err(MoneyError::Overflow));
}

#[test]
fn a_reversal_names_what_it_takes_back() {
    let sale = entry(&[(Account::Cash, 5), (Account::CommissionIncome, -5)]).expect("it balances");
    let back = EntryDraft::reversal(&sale, day("2022-03-01")).finish(id(10)).expect("it balances");
    assert_eq!((back.id(), back.on()), (id(10), day("2022-03-01")));
    assert_eq!((back.kind(), back.reference()), (EntryKind::Reversal, "K-0001"));
    assert_eq!(back.reverses(), Some(id(9)));
    assert_eq!(lines_of(&back), [(Account::Cash, -5), (Account::CommissionIncome, 5)]);
    // As storage reads it back.
    let read = EntryDraft::new(EntryKind::Reversal, "K-0001", day("2022-03-01"))
        .reversing(Some(id(9)))
        .credit(Account::Cash, rupiah(5))
        .debit(Account::CommissionIncome, rupiah(5))
        .finish(id(10));
    assert_eq!(read, Ok(back));
}

#[test]
fn errors_say_what_and_what_to_do() {
    let reference = "K-0001".to_owned();
    let wrong = LedgerError::Unbalanced { reference: reference.clone(), difference: rupiah(-5) };
    check_explained(&wrong, "IKM-LEDGER-UNBALANCED", &["\"K-0001\"", "-Rp5"]);
    check_explained(&LedgerError::Empty { reference }, "IKM-LEDGER-EMPTY", &["\"K-0001\""]);
    let (balance, wanted) = (rupiah(1_000), rupiah(2_500));
    let wrong = LedgerError::Overdraft { account: Account::Bank, balance, wanted };
    check_explained(&wrong, "IKM-LEDGER-OVERDRAFT", &["bank", "Rp1.000", "Rp2.500"]);
    check_explained(&LedgerError::Money(MoneyError::Overflow), "IKM-MONEY-OVERFLOW", &[]);
}

#[test]
fn a_balance_keeps_both_sides() {
    let after = |amounts: &[i64]| {
        amounts
            .iter()
            .try_fold(Balance::default(), |balance, amount| balance.after(rupiah(*amount)))
    };
    let check = |amounts: &[i64], debit: i64, credit: i64, net: i64| {
        let balance = after(amounts).expect("in range");
        assert_eq!(balance, Balance { debit: rupiah(debit), credit: rupiah(credit) });
        assert_eq!(balance.net_debit(), Ok(rupiah(net)));
    };
    check(&[], 0, 0, 0);
    check(&[5], 5, 0, 5);
    check(&[-5], 0, 5, -5);
    check(&[5, -3, 4, -10], 9, 13, -4);
    check(&[0], 0, 0, 0);
    for out_of_range in [[i64::MAX, 1], [-i64::MAX, -1], [i64::MIN, 0]] {
        assert_eq!(after(&out_of_range), Err(MoneyError::Overflow));
    }
}

/// All balances after `entries`.
fn balances(entries: &[Entry]) -> BTreeMap<Account, Balance> {
    let mut balances: BTreeMap<Account, Balance> = BTreeMap::new();
    for Posting { account, amount } in entries.iter().flat_map(Entry::postings) {
        let balance = balances.entry(*account).or_default();
        *balance = balance.after(*amount).expect("in range");
    }
    balances
}

fn any_lines() -> impl Strategy<Value = Vec<(Account, i64)>> {
    let amounts = prop_oneof![-1_000_i64..1_000, Just(0), -1_000_000_000_i64..1_000_000_000];
    prop::collection::vec((prop::sample::select(accounts().to_vec()), amounts), 0..8)
}

/// Lines of which the last makes the rest balance.
fn balanced_lines() -> impl Strategy<Value = Vec<(Account, i64)>> {
    (any_lines(), prop::sample::select(accounts().to_vec())).prop_map(|(mut lines, account)| {
        lines.push((account, -lines.iter().map(|line| line.1).sum::<i64>()));
        lines
    })
}

proptest! {
    /// Beside a plain sum an account: an entry is built exactly when all sums are zero together and
    /// not each.
    #[test]
    fn an_entry_is_built_when_it_balances(
        lines in prop_oneof![any_lines(), balanced_lines()],
        as_credits in any::<bool>(),
    ) {
        let mut sums: BTreeMap<Account, i64> = BTreeMap::new();
        for (account, amount) in &lines {
            *sums.entry(*account).or_default() += amount;
        }
        sums.retain(|_, amount| *amount != 0);
        let built = if as_credits {
            let draft = lines.iter().fold(draft(), |draft, (account, amount)| {
                draft.credit(*account, rupiah(-amount))
            });
            draft.finish(id(9))
        } else {
            entry(&lines)
        };
        let difference = sums.values().sum::<i64>();
        match built {
            Ok(entry) => {
                prop_assert_eq!(difference, 0);
                prop_assert_eq!(lines_of(&entry), Vec::from_iter(sums));
                let credits = entry.postings().iter().map(|p| p.amount.get().min(0)).sum::<i64>();
                prop_assert_eq!(entry.volume(), Ok(rupiah(-credits)));
            }
            Err(LedgerError::Unbalanced { difference: said, .. }) => {
                prop_assert!(difference != 0);
                prop_assert_eq!(said, rupiah(difference));
            }
            Err(LedgerError::Empty { .. }) => prop_assert!(sums.is_empty()),
            Err(other) => prop_assert!(false, "{other}"),
        }
    }

    #[test]
    fn what_is_taken_back_leaves_nothing(lines in balanced_lines()) {
        let Ok(entry) = entry(&lines) else { return Ok(()) };
        let back = EntryDraft::reversal(&entry, day("2022-03-01")).finish(id(10)).expect("it balances");
        for balance in balances(&[entry.clone(), back.clone()]).values() {
            prop_assert_eq!(balance.net_debit(), Ok(Rupiah::ZERO));
            prop_assert_eq!(balance.debit, balance.credit);
        }
        // Taking the reversal back restores the entry.
        let again = EntryDraft::reversal(&back, day("2022-03-01")).finish(id(11)).expect("it balances");
        prop_assert_eq!(again.postings(), entry.postings());
        prop_assert_eq!(again.reverses(), Some(back.id()));
    }

    #[test]
    fn the_trial_balance_is_zero(journal in prop::collection::vec(balanced_lines(), 0..10)) {
        let entries: Vec<Entry> = journal.iter().filter_map(|lines| entry(lines).ok()).collect();
        let balances = balances(&entries);
        let nets = balances.values().map(|balance| balance.net_debit().expect("in range"));
        prop_assert_eq!(Rupiah::sum(nets), Ok(Rupiah::ZERO));
        let debits = Rupiah::sum(balances.values().map(|balance| balance.debit));
        prop_assert_eq!(debits, Rupiah::sum(balances.values().map(|balance| balance.credit)));
    }

    #[test]
    fn a_balance_does_not_know_the_order(amounts in prop::collection::vec(-1_000_i64..1_000, 0..20)) {
        let after = |amounts: &[i64]| {
            amounts.iter().try_fold(Balance::default(), |b, amount| b.after(rupiah(*amount)))
        };
        let backwards: Vec<i64> = amounts.iter().rev().copied().collect();
        prop_assert_eq!(after(&amounts), after(&backwards));
        let net = after(&amounts).and_then(Balance::net_debit);
        prop_assert_eq!(net, Ok(rupiah(amounts.iter().sum())));
    }
}
