//! What makers are settled with.

use ikm_core::Lang;
use ikm_core::gallery::{AccrualKind, AccrualLine, Commission};
use ikm_core::id::SettlementId;
use ikm_core::money::Rupiah;
use ikm_report::reports::{self, SettlementLine, Statement, StatementLine};
use ikm_report::{Heading, Report, Term, Text};

use crate::app::App;
use crate::error::{AppError, Refusal};

impl App<'_> {
    /// The settlement `run`, a row a member.
    ///
    /// # Errors
    ///
    /// [`Refusal::UnknownSettlement`], [`AppError::Report`] and [`AppError::Store`].
    pub fn settlement_report(&self, run: &str) -> Result<Report, AppError> {
        let id: SettlementId =
            run.parse().map_err(|_not_an_id| Refusal::UnknownSettlement(run.to_owned()))?;
        let lines = self.payables(run)?.into_iter().map(|view| SettlementLine {
            member: view.member.to_string(),
            name: view.name,
            gross: view.gross,
            commission: view.commission,
            charges: view.charges,
            payable: view.payable,
            carried_forward: view.carried_forward,
        });
        let run_on = self.read(|tx| Ok(tx.settlement(id)?.map(|settlement| settlement.run_on)))?;
        let as_of = run_on.unwrap_or(self.env.today);
        Ok(reports::settlement(Heading { as_of, ..self.heading() }, lines)?)
    }

    /// What a member reads: why this amount.
    ///
    /// # Errors
    ///
    /// Those of [`App::statement`], and [`AppError::Report`].
    pub fn statement_report(&self, run: &str, member: &str) -> Result<Report, AppError> {
        let statement = self.statement(run, member)?;
        let payable = &statement.payable;
        let mut lines = Vec::with_capacity(statement.lines.len());
        for line in &statement.lines {
            let name = self.product_name(&line.about)?;
            lines.push(statement_line(line, name));
        }
        let model = Statement {
            member: payable.member.to_string(),
            name: payable.name.clone(),
            lines,
            brought_forward: payable.brought_forward,
            charges: payable.charges,
            payable: payable.payable,
            left: payable.brought_forward.plus(payable.carried_forward)?,
        };
        let as_of = statement.settlement.run_on;
        Ok(reports::statement(Heading { as_of, ..self.heading() }, model)?)
    }

    pub(super) fn latest_settlement_report(&self) -> Result<Report, AppError> {
        let latest = self.settlements()?.into_iter().rfind(|run| run.run_on <= self.env.today);
        let latest = latest.ok_or(Refusal::NoSettlement)?;
        self.settlement_report(&latest.id.to_string())
    }

    pub(super) fn product_name(&self, sku: &str) -> Result<String, AppError> {
        self.read(|tx| {
            let items = tx.items_by_sku(sku)?;
            Ok(items.first().map_or_else(|| sku.to_owned(), |item| item.label().name.clone()))
        })
    }
}

/// A line as its maker reads it, with the name of the product that it is about.
fn statement_line(line: &AccrualLine, name: String) -> StatementLine {
    let pieces = i64::from(line.quantity);
    let is_of_goods =
        matches!(line.kind, AccrualKind::Sale | AccrualKind::Refund | AccrualKind::Void);
    let quantity = is_of_goods.then_some(if line.gross.is_negative() { -pieces } else { pieces });
    let price = line.gross.get().checked_div(quantity.unwrap_or_default());
    // A price that does not come out even would be none that anybody paid.
    let is_even =
        |price: &i64| price.checked_mul(quantity.unwrap_or_default()) == Some(line.gross.get());
    let rate: Option<Commission> = line.terms.parse().ok();
    let (id, en) = (line.kind.title(Lang::Id), line.kind.title(Lang::En));
    let product = match line.kind {
        AccrualKind::Sale => Text::same(name.clone()),
        AccrualKind::Loss => {
            Text::new(format!("{id}: {pieces} {name}"), format!("{en}: {pieces} {name}"))
        }
        AccrualKind::Refund | AccrualKind::Void | AccrualKind::Charge | AccrualKind::Tax => {
            Text::new(format!("{id}: {name}"), format!("{en}: {name}"))
        }
    };
    let terms = rate
        .map_or_else(|| Text::same(line.terms.clone()), |rate| Text::of(|lang| rate.display(lang)));
    StatementLine {
        receipt: line.reference.clone(),
        sold_on: line.on,
        kind: Term::new(line.kind.code(), id, en),
        product: Term { code: name, text: product },
        quantity,
        unit_price: price.filter(is_even).map(Rupiah::new),
        gross: line.gross,
        commission_percent: rate.and_then(Commission::percent),
        terms: Term { code: line.terms.clone(), text: terms },
        commission: line.commission,
        charges: line.charges,
        entry: line.entry.map(|entry| entry.to_string()),
    }
}
