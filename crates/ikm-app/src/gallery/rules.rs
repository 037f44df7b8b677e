//! The rules by which goods come in, by their day, and who waits for room.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ikm_core::association::MemberNumber;
use ikm_core::audit::DigestBuilder;
use ikm_core::gallery::{GalleryRules, Paper, PaperBody, PaperKind, Served, Waiting};
use ikm_core::id::PaperId;
use ikm_store::ReadTx;
use serde::{Deserialize, Serialize};

use super::goods::{next_number, refused};
use super::refusal::GalleryRefusal;
use crate::app::App;
use crate::error::{AppError, Refusal};
use crate::members::ikm_of;

/// Rules of the gallery and from when they hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesView {
    /// Their version, counted from 1.
    pub version: u32,
    /// The first day on which they hold; they end where the next begin.
    pub from: NaiveDate,
    /// The rules.
    pub rules: GalleryRules,
}

/// A member who waits for room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingView {
    /// The number of the paper.
    pub number: String,
    /// Since when.
    pub since: NaiveDate,
    /// The member number.
    pub member: MemberNumber,
    /// The name of the IKM.
    pub name: String,
    /// What he wants to consign.
    pub goods: String,
    /// Why he waits.
    pub reason: String,
}

/// The rules in force on a day: of those that began by then the last, of one day the latest version.
pub(super) fn rules_on<T: ReadTx + ?Sized>(
    tx: &mut T,
    day: NaiveDate,
) -> Result<Option<(u32, GalleryRules)>, AppError> {
    let views = all_rules(tx)?.into_iter().filter(|view| view.from <= day);
    let last = views.max_by_key(|view| (view.from, view.version));
    Ok(last.map(|view| (view.version, view.rules)))
}

fn all_rules<T: ReadTx + ?Sized>(tx: &mut T) -> Result<Vec<RulesView>, AppError> {
    let papers = tx.papers(PaperKind::Rules)?.into_iter();
    Ok((1..)
        .zip(papers)
        .filter_map(|(version, paper)| {
            let PaperBody::Rules(rules) = paper.body else { return None };
            Some(RulesView { version, from: paper.on, rules: *rules })
        })
        .collect())
}

impl App<'_> {
    /// Lets rules hold for goods that come in from the day `from` on. What came in before keeps its
    /// terms.
    ///
    /// # Errors
    ///
    /// [`ikm_core::gallery::RulesError`], [`Refusal::KeyReused`] and [`AppError::Store`].
    pub fn load_gallery_rules(
        &mut self,
        toml: &str,
        from: NaiveDate,
    ) -> Result<RulesView, AppError> {
        let rules = GalleryRules::from_toml(toml)?;
        let content = DigestBuilder::new()
            .field("gallery.rules")
            .field(toml)
            .field(&from.to_string())
            .finish();
        self.write_once(content, |tx, env| {
            let number = next_number(tx, PaperKind::Rules)?;
            let version = number.parse().unwrap_or(u32::MAX);
            let body = PaperBody::Rules(Box::new(rules.clone()));
            let paper = Paper { id: PaperId::generate(env.ids), number, on: from, body };
            tx.insert_paper(&paper)?;
            env.audit(tx, "gallery.rules", &paper.id, content, &rules.source)?;
            Ok(RulesView { version, from, rules })
        })
    }

    /// All rules, oldest version first.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`].
    pub fn gallery_rules(&self) -> Result<Vec<RulesView>, AppError> {
        self.read(|tx| all_rules(tx))
    }

    /// Lets a member wait for room on the shelf.
    ///
    /// # Errors
    ///
    /// [`Refusal::UnknownMember`], [`Refusal::KeyReused`] and [`AppError::Store`].
    pub fn wait_for_room(
        &mut self,
        member: MemberNumber,
        goods: &str,
        reason: &str,
    ) -> Result<String, AppError> {
        let said = [member.to_string(), goods.to_owned(), reason.to_owned()];
        let mut content = DigestBuilder::new();
        content.field("gallery.waiting");
        for text in &said {
            content.field(text);
        }
        let content = content.finish();
        self.write_once(content, |tx, env| {
            let known = tx.member_by_number(member)?;
            let member = known.ok_or_else(|| Refusal::UnknownMember(member.to_string()))?.id();
            let number = next_number(tx, PaperKind::Waiting)?;
            let (goods, reason) = (goods.to_owned(), reason.to_owned());
            let body = PaperBody::Waiting(Waiting { member, goods, reason });
            let (id, on) = (PaperId::generate(env.ids), env.today);
            tx.insert_paper(&Paper { id, number: number.clone(), on, body })?;
            env.audit(tx, "gallery.waiting", &id, content, "")?;
            Ok(number)
        })
    }

    /// Ends the wait of a member, with the reason.
    ///
    /// # Errors
    ///
    /// [`GalleryRefusal::Paper`] when nobody waits under the number, [`Refusal::KeyReused`] and
    /// [`AppError::Store`].
    pub fn end_wait(&mut self, number: &str, reason: &str) -> Result<String, AppError> {
        let content =
            DigestBuilder::new().field("gallery.served").field(number).field(reason).finish();
        self.write_once(content, |tx, env| {
            let waits = tx.paper(PaperKind::Waiting, number)?.is_some()
                && tx.paper(PaperKind::Served, number)?.is_none();
            if !waits {
                return Err(refused(GalleryRefusal::Paper(number.to_owned())));
            }
            let body = PaperBody::Served(Served { reason: reason.to_owned() });
            let (id, on) = (PaperId::generate(env.ids), env.today);
            tx.insert_paper(&Paper { id, number: number.to_owned(), on, body })?;
            env.audit(tx, "gallery.served", &id, content, "")?;
            Ok(number.to_owned())
        })
    }

    /// Who waits for room, in the order of their turns: first come first served, but the second of a
    /// kecamatan after the first of every other.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`].
    pub fn waiting_list(&self) -> Result<Vec<WaitingView>, AppError> {
        self.read(|tx| {
            let mut turns = BTreeMap::new();
            let mut list = Vec::new();
            for paper in tx.papers(PaperKind::Waiting)? {
                let PaperBody::Waiting(waiting) = paper.body else { continue };
                if tx.paper(PaperKind::Served, &paper.number)?.is_some() {
                    continue;
                }
                let Some(member) = tx.member(waiting.member)? else { continue };
                let profile = ikm_of(tx, &member)?.profile;
                let turn: &mut u32 = turns.entry(profile.place.kecamatan).or_default();
                *turn += 1;
                let view = WaitingView {
                    number: paper.number,
                    since: paper.on,
                    member: member.number(),
                    name: profile.name,
                    goods: waiting.goods,
                    reason: waiting.reason,
                };
                list.push((*turn, view));
            }
            // Stable, so that those of one turn keep the order in which they came.
            list.sort_by_key(|(turn, _)| *turn);
            Ok(list.into_iter().map(|(_, view)| view).collect())
        })
    }
}
