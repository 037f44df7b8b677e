//! Where members are paid: dated, masked in every answer, and erasable.

use ikm_core::association::MemberNumber;
use ikm_core::audit::DigestBuilder;
use ikm_core::gallery::BankAccount;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::error::AppError;
use crate::members::resolve_member;

/// Where a member is paid, with all but the last digits hidden.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankAccountView {
    /// The number on the card.
    pub member: MemberNumber,
    /// The code of the bank; none when no account is known.
    pub bank: Option<String>,
    /// The number, all but its last digits hidden.
    pub number: Option<String>,
    /// Whose account it is.
    pub holder: Option<String>,
}

impl App<'_> {
    /// Where a member is paid on the business day.
    ///
    /// # Errors
    ///
    /// [`Refusal::UnknownMember`](crate::Refusal::UnknownMember) and [`AppError::Store`].
    pub fn bank_account(&self, member: &str) -> Result<BankAccountView, AppError> {
        self.read(|tx| {
            let member = resolve_member(tx, member)?;
            let account = tx.bank_account(member.id(), self.env.today)?;
            Ok(account_view(member.number(), account.as_ref()))
        })
    }

    /// Records where a member is paid from the business day on.
    ///
    /// # Errors
    ///
    /// [`Refusal::UnknownMember`](crate::Refusal::UnknownMember) and [`AppError::Store`].
    pub fn put_bank_account(
        &mut self,
        member: &str,
        account: &BankAccount,
    ) -> Result<BankAccountView, AppError> {
        let content = DigestBuilder::new()
            .field("member.account")
            .field(member)
            .field(account.bank())
            .field(account.number())
            .field(account.holder())
            .finish();
        self.write_once(content, |tx, env| {
            let member = resolve_member(tx, member)?;
            tx.put_bank_account(member.id(), env.today, account)?;
            // The chain keeps no digest of the number, from which it could be guessed.
            let content =
                DigestBuilder::new().field("member.account").field(account.bank()).finish();
            env.audit(tx, "member.account", &member.id(), content, "")?;
            Ok(account_view(member.number(), Some(account)))
        })
    }

    /// Erases every bank account of a member, on payments that have ended too.
    ///
    /// # Errors
    ///
    /// [`Refusal::UnknownMember`](crate::Refusal::UnknownMember) and [`AppError::Store`].
    pub fn erase_bank_accounts(&mut self, member: &str) -> Result<BankAccountView, AppError> {
        let content = DigestBuilder::new().field("member.account-erase").field(member).finish();
        self.write_once(content, |tx, env| {
            let member = resolve_member(tx, member)?;
            tx.erase_bank_accounts(member.id())?;
            env.audit(tx, "member.account-erase", &member.id(), content, "")?;
            Ok(account_view(member.number(), None))
        })
    }
}

fn account_view(member: MemberNumber, account: Option<&BankAccount>) -> BankAccountView {
    BankAccountView {
        member,
        bank: account.map(|account| account.bank().to_owned()),
        number: account.map(BankAccount::masked),
        holder: account.map(|account| account.holder().to_owned()),
    }
}
