//! Money that is promised and not spent yet.

use ikm_core::audit::DigestBuilder;
use ikm_core::id::HoldId;
use ikm_core::ledger::{Account, Hold, LedgerError};
use ikm_core::money::Rupiah;
use ikm_store::ReadTx;

use super::{LedgerRefusal, is_money};
use crate::app::App;
use crate::error::{AppError, Refusal};

impl App<'_> {
    /// Holds money of cash, bank or QRIS in transit, so that nothing else spends it.
    ///
    /// # Errors
    ///
    /// [`Refusal::Transfer`] for another account, [`AppError::Ledger`] when less is available, and
    /// [`AppError::Store`].
    pub fn open_hold(
        &mut self,
        account: Account,
        amount: Rupiah,
        reason: &str,
    ) -> Result<HoldId, AppError> {
        if !is_money(account) {
            return Err(Refusal::Transfer { from: account.to_string(), to: "hold".into() }.into());
        }
        let content = DigestBuilder::new()
            .field("ledger.hold")
            .field(&account.to_string())
            .field(&amount.get().to_string())
            .field(reason)
            .finish();
        self.write_once(content, |tx, env| {
            let available = available(tx, account)?;
            let id = HoldId::generate(env.ids);
            let hold = Hold::open(id, account, amount, available, env.today, reason)?;
            tx.insert_hold(&hold)?;
            env.audit(tx, "ledger.hold", &id, content, reason)?;
            Ok(id)
        })
    }

    /// Lets a hold go on the business day.
    ///
    /// # Errors
    ///
    /// [`LedgerRefusal::UnknownHold`], [`AppError::Ledger`] when it has ended, and
    /// [`AppError::Store`].
    pub fn void_hold(&mut self, hold: &str) -> Result<HoldId, AppError> {
        let content = DigestBuilder::new().field("ledger.void-hold").field(hold).finish();
        self.write_once(content, |tx, env| {
            let unknown = || LedgerRefusal::UnknownHold(hold.to_owned());
            let id: HoldId = hold.parse().map_err(|_not_an_id| unknown())?;
            let voided = tx.hold(id)?.ok_or_else(unknown)?.void(env.today)?;
            tx.end_hold(&voided)?;
            env.audit(tx, "ledger.void-hold", &id, content, "")?;
            Ok(id)
        })
    }

    /// The holds that are open, oldest first.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`].
    pub fn open_holds(&self) -> Result<Vec<Hold>, AppError> {
        self.read(|tx| Ok(tx.open_holds()?))
    }
}

/// What stands on an account and is not held.
pub(crate) fn available(tx: &mut dyn ReadTx, account: Account) -> Result<Rupiah, AppError> {
    Ok(tx.balance(account)?.net_debit()?.minus(held(tx, account)?)?)
}

/// What open holds reserve on an account.
fn held(tx: &mut dyn ReadTx, account: Account) -> Result<Rupiah, AppError> {
    let mut holds = tx.open_holds()?;
    holds.retain(|hold| hold.account() == account);
    Ok(Rupiah::sum(holds.iter().map(Hold::amount))?)
}

/// Checks that an account of money holds `wanted`, beside what is held on it.
pub(crate) fn require_funds(
    tx: &mut dyn ReadTx,
    account: Account,
    wanted: Rupiah,
) -> Result<(), AppError> {
    let balance = tx.balance(account)?.net_debit()?;
    if balance < wanted {
        return Err(LedgerError::Overdraft { account, balance, wanted }.into());
    }
    let held = held(tx, account)?;
    if balance.minus(held)? < wanted {
        return Err(LedgerError::Held { account, balance, held, wanted }.into());
    }
    Ok(())
}
