//! Files for the bank, checked against what a person would type by the layout.

use ikm_core::Explain as _;
use ikm_core::association::MemberNumber;
use ikm_core::gallery::{BankAccount, Payout, PayoutError, PayoutLine, PayoutTemplate};

use super::given::{check_explained, day, id, rupiah};

fn line(nth: u8, amount: i64, bank: &str, number: &str, holder: &str) -> PayoutLine {
    PayoutLine {
        member: id(nth),
        amount: rupiah(amount),
        account: Some(BankAccount::try_new(bank, number, holder).expect("an account")),
        paid: None,
        failed: None,
        reason: String::new(),
    }
}

fn payout() -> Payout {
    Payout {
        id: id(9),
        settlement: id(8),
        made_on: day("2022-03-05"),
        template: String::new(),
        debit_account: "1110001".to_owned(),
        entry: Some(id(7)),
        lines: vec![
            line(1, 150_000, "008", "1234567890", "Rosnida, S.Pd \"Ros\""),
            line(2, 42_500, "118", "0000012345678901234", "Fénté"),
        ],
    }
}

fn rendered(template: &str) -> Result<String, PayoutError> {
    let (template, payout) = (template.parse::<PayoutTemplate>()?, payout());
    let lines: Vec<(MemberNumber, &PayoutLine)> =
        (1..).map(MemberNumber::nth).zip(&payout.lines).collect();
    template.render(&payout, &lines)
}

/// The layout of domain notes on a bulk file: `P,yyyyMMdd,debit account,count,total`, amounts with a
/// point and two decimals, IBU within the bank and LBU to another.
#[test]
fn a_bulk_file_has_a_header_with_count_and_total() {
    let file = rendered(PayoutTemplate::shipped("bulk-transfer").expect("shipped"));
    assert_eq!(
        file.expect("renders"),
        "P,20220305,1110001,2,192500.00\r\n\
         1234567890,Rosnida  S.Pd  Ros ,IDR,150000.00,Bagi hasil 2022-03-05 A-0001,\
         A-0001 20220305,IBU,008\r\n\
         0000012345678901234,Fente,IDR,42500.00,Bagi hasil 2022-03-05 A-0002,\
         A-0002 20220305,LBU,118\r\n"
    );
}

const FIXED: &str = r#"
name = "fixed"
source = "a test"
line_end = "lf"
amount = "rupiah"
[[detail]]
value = "account"
width = 20
[[detail]]
value = "amount"
width = 9
[[detail]]
value = "holder"
width = 6
[[trailer]]
text = "T"
width = 1
[[trailer]]
value = "count"
width = 4
[[trailer]]
value = "hash-total"
width = 16
"#;

/// Words fill up from the right and are cut, figures fill up with zeros from the left. The hash total
/// is 1234567890 + 0012345678901234, of the long number the last sixteen digits.
#[test]
fn columns_of_fixed_width() {
    let expect = "1234567890          000150000Rosnid\n\
                  0000012345678901234 000042500Fente \n\
                  T00020012346913469124\n";
    assert_eq!(rendered(FIXED).as_deref(), Ok(expect));
}

#[test]
fn what_does_not_fit_is_refused() {
    let check = |template: &str| {
        let refusal = rendered(template).expect_err("refused");
        assert_eq!(refusal.code(), "IKM-PAYOUT-TEMPLATE", "{template}");
    };
    // Half an account number or amount would be another.
    check(&FIXED.replace("width = 20", "width = 18"));
    check(&FIXED.replace("width = 9", "width = 5"));
    check(&FIXED.replace("[[trailer]]\nvalue = \"count\"", "[[trailer]]\nvalue = \"account\""));
    check(&FIXED.replace("text = \"T\"\n", ""));
    check(&FIXED.replace("text = \"T\"\nwidth = 1", "text = \"T\""));
    check(&FIXED.replace("name = \"fixed\"", "name = \" \""));
    check(&FIXED.replace("source", "sauce"));
    check("name = \"x\"\nsource = \"x\"\nline_end = \"lf\"\namount = \"rupiah\"\ndetail = []");
}

#[test]
fn accounts_are_checked_and_masked() {
    let check = |bank: &str, number: &str, holder: &str, expect: &str| {
        let refusal = BankAccount::try_new(bank, number, holder).expect_err("refused");
        assert_eq!(refusal.code(), expect, "{bank} {number} {holder}");
    };
    check("11", "12345", "Uni", "IKM-PAYOUT-BANK");
    check("1a8", "12345", "Uni", "IKM-PAYOUT-BANK");
    check("118", "1234", "Uni", "IKM-PAYOUT-NUMBER");
    check("118", "12x45", "Uni", "IKM-PAYOUT-NUMBER");
    check("118", &"1".repeat(35), "Uni", "IKM-PAYOUT-NUMBER");
    check("118", "12345", "  ", "IKM-PAYOUT-HOLDER");
    check("118", "12345", &"x".repeat(101), "IKM-PAYOUT-HOLDER");
    let account = BankAccount::try_new("93600118", "0100.02-03 04", " Uni ").expect("an account");
    assert_eq!((account.number(), account.holder()), ("0100020304", "Uni"));
    assert_eq!(account.masked(), "******0304");
    let shown = format!("{account:?}");
    assert!(!shown.contains("0100020304") && !shown.contains("Uni"), "{shown}");
    let json = serde_json::to_string(&account).expect("JSON");
    assert_eq!(serde_json::from_str::<BankAccount>(&json).expect("JSON"), account);
    let bad = r#"{"bank":"118","number":"12","holder":"Uni"}"#;
    assert!(serde_json::from_str::<BankAccount>(bad).is_err());
}

#[test]
fn errors_say_what_and_what_to_do() {
    check_explained(&PayoutError::Bank("9".to_owned()), "IKM-PAYOUT-BANK", &["9"]);
    check_explained(&PayoutError::Number, "IKM-PAYOUT-NUMBER", &["34"]);
    check_explained(&PayoutError::Holder, "IKM-PAYOUT-HOLDER", &["100"]);
    let template = PayoutError::Template("xyz".to_owned());
    check_explained(&template, "IKM-PAYOUT-TEMPLATE", &["xyz"]);
    let none = PayoutError::NoAccounts(id(8));
    check_explained(&none, "IKM-PAYOUT-NO-ACCOUNTS", &[&payout().settlement.to_string()]);
    let who = || "A-0001".to_owned();
    check_explained(&PayoutError::NotUnderWay(who()), "IKM-PAYOUT-NOT-UNDER-WAY", &["A-0001"]);
    check_explained(&PayoutError::NotPaid(who()), "IKM-PAYOUT-NOT-PAID", &["A-0001"]);
}
