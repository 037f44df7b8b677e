use ikm_core::association::{MemberNumber, MemberStatus};
use ikm_core::audit::DigestBuilder;
use ikm_core::id::IkmId;
use ikm_core::ledger::Account;
use ikm_core::registry::{Cause, Ikm};
use ikm_store::{ReadTx, WriteTx};
use serde::{Deserialize, Serialize};

use super::merge::require_since;
use super::refusal::RegistryRefusal;
use super::resolve_ikm;
use crate::app::App;
use crate::error::AppError;

/// What erasing the personal data of an IKM did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forgotten {
    /// The IKM.
    pub ikm: IkmId,
    /// The name of the business, which stays.
    pub name: String,
    /// How many IKM it was: itself and those that were merged into it.
    pub ikms: u64,
    /// How many earlier states and merges of these were changed.
    pub past: u64,
}

impl App<'_> {
    /// Erases what names the owner of an IKM and how to reach him, now and in all that was kept of it
    /// and of those that were merged into it: the right of erasure of UU 27/2022. What the business
    /// is and its figures stay, so that every count of every day stays; the audit chain goes on, as
    /// it never held any of it. This cannot be taken back.
    ///
    /// # Errors
    ///
    /// [`Refusal::UnknownIkm`](crate::Refusal::UnknownIkm), [`RegistryRefusal::StillMember`],
    /// [`RegistryRefusal::OpenMoney`] while the books owe its maker or are owed,
    /// [`RegistryRefusal::Backdated`] and [`AppError::Store`].
    pub fn forget(&mut self, ikm: &str) -> Result<Forgotten, AppError> {
        let content = DigestBuilder::new().field("registry.forget").field(ikm).finish();
        self.write_once(content, |tx, env| {
            let known = resolve_ikm(tx, ikm)?;
            let family = family(tx, known.clone())?;
            for one in &family {
                require_settled(tx, one.id)?;
                require_since(tx, one, env.today)?;
            }
            let mut past = 0;
            for one in &family {
                let profile = one.profile.without_person();
                if profile != one.profile {
                    let after = Ikm { profile, ..one.clone() };
                    tx.update_ikm(&after, env.today, &Cause::Erased)?;
                }
                past += tx.erase_person(one.id)?;
            }
            env.audit(tx, "registry.forget", &known.id, content, "")?;
            let ikms = u64::try_from(family.len()).unwrap_or(u64::MAX);
            Ok(Forgotten { ikm: known.id, name: known.profile.name, ikms, past })
        })
    }
}

/// An IKM and all that were merged into it.
fn family(tx: &mut dyn WriteTx, first: Ikm) -> Result<Vec<Ikm>, AppError> {
    let mut family = vec![first];
    let mut seen = 0;
    while let Some(one) = family.get(seen).cloned() {
        seen += 1;
        for merge in tx.merges_of(one.id)? {
            if merge.keep == one.id
                && let Some(dropped) = tx.ikm(merge.drop)?
                && dropped.merged.is_some_and(|merged| merged.into == one.id)
            {
                family.push(dropped);
            }
        }
    }
    Ok(family)
}

/// Refuses to forget who is a member, or whose accounts are not at rest.
fn require_settled(tx: &mut dyn ReadTx, ikm: IkmId) -> Result<(), AppError> {
    for member in tx.members_of_ikm(ikm)? {
        let (id, number) = (member.id(), member.number());
        if member.status() != MemberStatus::Ended {
            return Err(RegistryRefusal::StillMember(number).into());
        }
        let accounts =
            [Account::DuesReceivable(id), Account::ConsignmentPayable(id), Account::PayoutDue(id)];
        for account in accounts {
            if !tx.balance(account)?.net_debit()?.is_zero() {
                return Err(open_money(number, account));
            }
        }
    }
    Ok(())
}

fn open_money(number: MemberNumber, account: Account) -> AppError {
    RegistryRefusal::OpenMoney { number, account }.into()
}
