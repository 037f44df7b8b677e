//! A month in the gallery: goods come in, are sold, and their makers are paid. The journal is
//! printed, and the statement that answers a maker's question "why this amount?".

#![expect(clippy::print_stdout, reason = "an example speaks through its output")]

use std::error::Error;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use ikm_app::registry::ImportSettings;
use ikm_app::{App, Founding};
use ikm_core::Lang;
use ikm_core::classification::Scheme;
use ikm_core::gallery::SettlementTerms;
use ikm_core::ledger::Account;
use ikm_core::money::Rupiah;
use ikm_core::region::Regions;
use ikm_report::{Format, Style, render};
use ikm_store::MemoryStore;
use ikm_testkit::clock::ManualClock;
use ikm_testkit::ids::SeededIds;

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name)
}

fn main() -> Result<(), Box<dyn Error>> {
    let day = |month, day| NaiveDate::from_ymd_opt(2022, month, day).ok_or("no such day");
    let clock = ManualClock::at_nine(day(1, 31)?);
    let mut ids = SeededIds::new(1, clock.clone());
    let now = || clock.now();
    let store = MemoryStore::new();
    let founding = Founding {
        name: "Asosiasi IKM contoh".to_owned(),
        regency: "13.01".parse()?,
        on: day(1, 31)?,
        regions: Regions::pesisir_selatan(),
        scheme: Scheme::kbli2020_divisions(),
    };
    let mut app = App::found(&store, founding, &now, &mut ids, "example")?;
    app.import(&data("ikm.csv"), &ImportSettings::default(), &mut ())?;
    app.accept_all()?;

    let taken_in = app.intake(&data("intake.csv"), &mut |_| ())?;
    let sold = app.sales(&data("sales.csv"), &mut |_| ())?;
    println!("{} items taken in, {} receipts of {}", taken_in.items, sold.receipts, sold.gross);

    // The month is over: settle all sales before 1 March and pay them from the bank.
    app.set_today(day(3, 1)?);
    let terms = SettlementTerms { until: day(3, 1)?, hold_days: 0, minimum: Rupiah::new(50_000) };
    let settled = app.run_settlement(terms)?;
    let run = settled.run.ok_or("nothing was sold")?.to_string();
    for account in [Account::Cash, Account::QrisInTransit] {
        let amount = app.account_balance(account)?;
        app.transfer(account, Account::Bank, amount)?;
    }
    let paid = app.pay_settlement(&run, Account::Bank)?;
    println!("{} members paid {}\n", paid.members, paid.paid);

    println!("The journal:");
    app.for_each_entry(|place, entry| {
        println!("{place:>3}  {}  {}", entry.on(), entry.kind().title(Lang::En));
        for posting in entry.postings() {
            let title = posting.account.title(Lang::En);
            println!("         {title:<24}{:>14}", posting.amount.display(Lang::En));
        }
        Ok(())
    })?;

    println!();
    let statement = app.statement_report(&run, "A-0001")?;
    let mut page = Vec::new();
    render(&statement, Format::Text, Style::new(Lang::En), &mut page)?;
    print!("{}", String::from_utf8(page)?);
    Ok(())
}
