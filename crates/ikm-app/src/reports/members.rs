//! Members, and what they owe.

use ikm_core::Lang;
use ikm_core::association::MemberStatus;
use ikm_core::region::Regions;
use ikm_report::reports::{self, DuesLine, MemberCount, MemberLine};
use ikm_report::{Report, Term};

use crate::app::App;
use crate::error::AppError;
use crate::members::visit_members;
use crate::past::{EntryDays, ikm_of_member_on, status_on};
use crate::registry::Sieve;

impl App<'_> {
    pub(super) fn members_report(
        &self,
        sieve: &Sieve<'_>,
        regions: &Regions,
    ) -> Result<Report, AppError> {
        let statuses = [
            MemberStatus::Applied,
            MemberStatus::Active,
            MemberStatus::Suspended,
            MemberStatus::Ended,
        ]
        .map(status_term);
        let (mut counts, mut list) = (Vec::new(), Vec::new());
        self.read(|tx| {
            visit_members(tx, |tx, member| {
                let today = self.env.today;
                let Some((status, since)) = status_on(tx, member, today)? else { return Ok(()) };
                let ikm = ikm_of_member_on(tx, member, today)?;
                if !sieve.holds_member(tx, &ikm, status)? {
                    return Ok(());
                }
                let profile = ikm.profile;
                let kecamatan = profile.place.kecamatan;
                let status = status_term(status);
                counts.push(MemberCount { kecamatan, status: status.clone(), count: 1 });
                list.push(MemberLine {
                    member: member.number().to_string(),
                    name: profile.name,
                    kecamatan,
                    status,
                    since,
                });
                Ok(())
            })
        })?;
        let places = counts.iter().map(|count: &MemberCount| count.kecamatan);
        let regions = self.with_regencies(regions, places)?;
        Ok(reports::members(self.heading(), self.area(&regions), &statuses, counts, list)?)
    }

    pub(super) fn dues_report(
        &self,
        sieve: &Sieve<'_>,
        regions: &Regions,
    ) -> Result<Report, AppError> {
        let mut lines = Vec::new();
        let today = self.env.today;
        let mut days = EntryDays::default();
        self.read(|tx| {
            visit_members(tx, |tx, member| {
                let standing = days.dues_on(tx, member, today)?;
                if standing.charged.is_zero() && standing.paid.is_zero() {
                    return Ok(());
                }
                let ikm = ikm_of_member_on(tx, member, today)?;
                // Dues are owed also by who was charged before the membership was accepted.
                let status = status_on(tx, member, today)?.map(|(status, _)| status);
                if !sieve.holds_member(tx, &ikm, status.unwrap_or(member.status()))? {
                    return Ok(());
                }
                let profile = ikm.profile;
                lines.push(DuesLine {
                    member: member.number().to_string(),
                    name: profile.name,
                    kecamatan: profile.place.kecamatan,
                    charged: standing.charged,
                    paid: standing.paid,
                });
                Ok(())
            })
        })?;
        let places = lines.iter().map(|line: &DuesLine| line.kecamatan);
        let regions = self.with_regencies(regions, places)?;
        Ok(reports::dues(self.heading(), self.area(&regions), lines)?)
    }
}

fn status_term(status: MemberStatus) -> Term {
    Term::new(status.code(), status.title(Lang::Id), status.title(Lang::En))
}
