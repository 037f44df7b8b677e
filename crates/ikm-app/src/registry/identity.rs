use ikm_core::association::MemberNumber;
use ikm_core::id::IkmId;
use ikm_core::identity::Nib;
use ikm_core::registry::{Ikm, Profile, is_placeholder, name_key};
use ikm_store::ReadTx;

use crate::error::{AppError, Refusal};

/// How an IKM was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Known {
    /// By a row with just this content that was read before.
    Row,
    /// By its id.
    Id,
    /// By its NIB.
    Nib,
    /// By the NIK of its owner and its name.
    NikAndName,
}

/// The IKM that goes on for `ikm`: itself, unless it was merged.
pub(crate) fn present(tx: &mut dyn ReadTx, mut ikm: Ikm) -> Result<Ikm, AppError> {
    while let Some(merged) = ikm.merged {
        let unknown = || Refusal::UnknownIkm(merged.into.to_string());
        ikm = tx.ikm(merged.into)?.ok_or_else(unknown)?;
    }
    Ok(ikm)
}

/// The IKM that a person names by id, NIB or member number, be it merged or not.
pub(crate) fn named_ikm(tx: &mut dyn ReadTx, text: &str) -> Result<Ikm, AppError> {
    let unknown = || AppError::from(Refusal::UnknownIkm(text.to_owned()));
    if let Ok(id) = text.parse::<IkmId>() {
        return tx.ikm(id)?.ok_or_else(unknown);
    }
    if let Ok(number) = text.parse::<MemberNumber>() {
        let member = tx.member_by_number(number)?.ok_or_else(unknown)?;
        return tx.ikm(member.ikm())?.ok_or_else(unknown);
    }
    let nib: Nib = text.parse().map_err(|_not_a_nib| unknown())?;
    tx.ikm_by_nib(&nib)?.ok_or_else(unknown)
}

/// The IKM that a person names by id, NIB or member number; of a merged one, the one that goes on.
pub(crate) fn resolve_ikm(tx: &mut dyn ReadTx, text: &str) -> Result<Ikm, AppError> {
    let ikm = named_ikm(tx, text)?;
    present(tx, ikm)
}

/// The IKM that a row certainly is: the one with its id, its NIB, or its NIK and name unless two
/// NIB differ. Of merged ones, the one that goes on.
pub(super) fn identify(
    tx: &mut dyn ReadTx,
    id: Option<IkmId>,
    profile: &Profile,
) -> Result<Option<(Ikm, Known)>, AppError> {
    let found = find(tx, id, profile)?;
    found.map(|(ikm, known)| Ok((present(tx, ikm)?, known))).transpose()
}

fn find(
    tx: &mut dyn ReadTx,
    id: Option<IkmId>,
    profile: &Profile,
) -> Result<Option<(Ikm, Known)>, AppError> {
    if let Some(id) = id
        && let Some(known) = tx.ikm(id)?
    {
        return Ok(Some((known, Known::Id)));
    }
    // A number that names nobody, from before such were left out, makes nobody known either.
    let nib = profile.nib.filter(|nib| !is_placeholder(nib.as_str()));
    if let Some(nib) = &nib
        && let Some(known) = tx.ikm_by_nib(nib)?
    {
        return Ok(Some((known, Known::Nib)));
    }
    let nik = profile.nik.filter(|nik| !is_placeholder(nik.as_str()));
    let Some(nik) = &nik else { return Ok(None) };
    let name = name_key(&profile.name);
    let found = tx.ikms_by_nik(nik)?.into_iter().find(|known| {
        let one_nib = known.profile.nib.is_none() || profile.nib.is_none();
        one_nib && name_key(&known.profile.name) == name
    });
    Ok(found.map(|known| (known, Known::NikAndName)))
}
