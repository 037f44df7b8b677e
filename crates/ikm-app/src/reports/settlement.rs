//! What makers are settled with.

use ikm_core::id::SettlementId;
use ikm_core::money::Rupiah;
use ikm_report::reports::{self, SettlementLine, Statement, StatementLine};
use ikm_report::{Heading, Report};

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
        for settled in &statement.lines {
            let line = settled;
            let quantity = i64::from(line.quantity);
            lines.push(StatementLine {
                receipt: line.reference.clone(),
                sold_on: line.on,
                product: self.product_name(&line.about)?,
                quantity: if line.gross.is_negative() { -quantity } else { quantity },
                unit_price: Rupiah::new(line.gross.get().abs() / quantity.max(1)),
                gross: line.gross,
                commission_percent: line.terms.parse().ok(),
                commission: line.commission,
            });
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
