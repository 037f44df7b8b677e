//! What the rules of the day say of goods that come in.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ikm_core::association::Member;
use ikm_core::gallery::{GalleryRules, Misfit, Quota, Terms};
use ikm_core::id::MemberId;
use ikm_core::region::RegionCode;
use ikm_core::registry::Profile;
use ikm_import::gallery::{IntakeRow, LineProblem};
use ikm_store::WriteTx;

use super::group::LineRefusal;
use super::rules::rules_on;
use crate::error::AppError;
use crate::members::ikm_of;

/// The rules of a day, and how much room is taken by what lies in the gallery and by the lines of the
/// note so far.
pub(super) struct Gate {
    rules: Option<(u32, GalleryRules)>,
    of_member: BTreeMap<MemberId, u64>,
    of_kecamatan: BTreeMap<RegionCode, u64>,
}

impl Gate {
    pub(super) fn on(tx: &mut dyn WriteTx, day: NaiveDate) -> Result<Self, AppError> {
        let rules = rules_on(tx, day)?;
        let (mut of_member, mut of_kecamatan) = (BTreeMap::new(), BTreeMap::new());
        let quota = rules.as_ref().map(|(_, rules)| rules.quota).unwrap_or_default();
        if quota != Quota::default() {
            of_member.extend(tx.on_hand_by_member()?);
        }
        if quota.kecamatan.is_some() {
            for (member, pieces) in &of_member {
                let Some(member) = tx.member(*member)? else { continue };
                if let Some(kecamatan) = ikm_of(tx, &member)?.profile.place.kecamatan {
                    *of_kecamatan.entry(kecamatan).or_default() += pieces;
                }
            }
        }
        Ok(Self { rules, of_member, of_kecamatan })
    }

    pub(super) fn refuses_misfits(&self) -> bool {
        self.rules.as_ref().is_some_and(|(_, rules)| rules.misfit == Misfit::Refuse)
    }

    /// The terms of a line, or why it may not come in; a line that may takes its room.
    pub(super) fn check(
        &mut self,
        tx: &mut dyn WriteTx,
        maker: &Member,
        line: &IntakeRow,
    ) -> Result<Result<Terms, LineRefusal>, AppError> {
        let profile = ikm_of(tx, maker)?.profile;
        if let Some((_, rules)) = &self.rules {
            let refused = food(rules, &profile, line);
            let refused = refused.or_else(|| self.room(rules.quota, maker.id(), &profile, line));
            if let Some(refusal) = refused {
                return Ok(Err(refusal));
            }
        }
        let terms = match &self.rules {
            Some((version, rules)) => {
                let number = maker.number().to_string();
                rules.terms(&line.category, &number, &line.sku, line.commission, *version)
            }
            None => line.commission.map(Terms::of),
        };
        let pieces = u64::from(line.quantity);
        *self.of_member.entry(maker.id()).or_default() += pieces;
        if let Some(kecamatan) = profile.place.kecamatan {
            *self.of_kecamatan.entry(kecamatan).or_default() += pieces;
        }
        let column = "commission_percent";
        let empty = LineProblem::Empty { column };
        Ok(terms.ok_or_else(|| LineRefusal::new(column, &empty)))
    }

    fn room(
        &self,
        quota: Quota,
        member: MemberId,
        profile: &Profile,
        line: &IntakeRow,
    ) -> Option<LineRefusal> {
        let of_member = self.of_member.get(&member).copied().unwrap_or_default();
        let of_kecamatan =
            profile.place.kecamatan.and_then(|code| self.of_kecamatan.get(&code).copied());
        let full = |limit: Option<u32>, taken: u64| {
            limit.is_some_and(|limit| taken + u64::from(line.quantity) > u64::from(limit))
        };
        let (limit, taken) = if full(quota.member, of_member) {
            (quota.member, of_member)
        } else if full(quota.kecamatan, of_kecamatan.unwrap_or_default()) {
            (quota.kecamatan, of_kecamatan.unwrap_or_default())
        } else {
            return None;
        };
        let limit = limit.unwrap_or_default();
        Some(LineRefusal::text(
            "IKM-INTAKE-QUOTA",
            "quantity",
            &format!("tempatnya {limit} buah, sudah terisi {taken}; masukkan ke daftar tunggu"),
            &format!(
                "there is room for {limit} pieces, {taken} lie there; put it on the waiting list"
            ),
        ))
    }
}

/// Why food may not come in: no permit in force, or too few days left.
fn food(rules: &GalleryRules, profile: &Profile, line: &IntakeRow) -> Option<LineRefusal> {
    let food = rules.food.as_ref().filter(|food| food.holds_for(&line.category))?;
    let on = line.received_on;
    let in_force = |kind| {
        profile.has_permit(kind) && profile.permit_until(kind).is_none_or(|until| until >= on)
    };
    if !food.permits.is_empty() && !food.permits.iter().copied().any(in_force) {
        let wanted: Vec<&str> = food.permits.iter().map(|kind| kind.code()).collect();
        let wanted = wanted.join(", ");
        return Some(LineRefusal::text(
            "IKM-INTAKE-PERMIT",
            "member",
            &format!("pangan perlu izin yang berlaku pada {on}: {wanted}"),
            &format!("food needs a permit in force on {on}: {wanted}"),
        ));
    }
    let needed = i64::from(food.days_needed(&line.category));
    let left = line.best_before.map(|last| (last - on).num_days());
    if needed == 0 || left.is_some_and(|left| left >= needed) {
        return None;
    }
    let left = left.map_or_else(|| "?".to_owned(), |left| left.to_string());
    Some(LineRefusal::text(
        "IKM-INTAKE-LIFE",
        "best_before",
        &format!("sisa umur pangan {left} hari, perlu {needed}"),
        &format!("the food has {left} days left, {needed} are needed"),
    ))
}
