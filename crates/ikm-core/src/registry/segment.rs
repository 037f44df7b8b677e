use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{EnterpriseScale, Ikm, IndustryScale, PermitKind, SizeRules, fold};
use crate::association::MemberStatus;
use crate::classification::ClassCode;
use crate::lang::{Explain, Lang};
use crate::programme::{EnrolmentStatus, ProgrammeCode, ProgrammeWish};
use crate::region::RegionCode;

/// A part of the registry: a filter that can be kept under a name and used in every listing, report
/// and export.
///
/// Each condition narrows it down further; an empty one asks for nothing, so that the default
/// segment holds every IKM. Where a condition names several values, one of them is enough, except
/// for permits and programmes: each permit must be there, or lack, and each programme count.
///
/// ```
/// use ikm_core::registry::{PermitKind, Segment};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let segment: Segment = serde_json::from_str(r#"{"kecamatan":["13.01.05"],"lacks":["halal"]}"#)?;
/// assert!(segment.lacks.contains(&PermitKind::Halal));
/// assert!(serde_json::from_str::<Segment>(r#"{"kecamtan":[]}"#).is_err());
/// assert!(Segment::default().is_everything());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Segment {
    /// In one of these kecamatan.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub kecamatan: BTreeSet<RegionCode>,
    /// In one of these classes of the office's scheme.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub class: BTreeSet<ClassCode>,
    /// Of one of these scales of industry, by the rules of the day that is asked about.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub industry: BTreeSet<IndustryScale>,
    /// Of one of these sizes of enterprise: by sales where they are known, else by capital.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub enterprise: BTreeSet<EnterpriseScale>,
    /// With every one of these permits, not run out on the day that is asked about.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub has: BTreeSet<PermitKind>,
    /// With none of these permits, or only with one that has run out.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub lacks: BTreeSet<PermitKind>,
    /// With a permit whose last day lies before this one: one of `has` where that names any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runs_out_before: Option<NaiveDate>,
    /// Whose membership stands so.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub member: BTreeSet<Membership>,
    /// Standing so in every one of these programmes.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub programme: BTreeSet<ProgrammeWish>,
    /// With every one of these words, or beginnings of words, in its name, owner, product, address
    /// or place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// How an IKM stands to the association.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Membership {
    /// It never applied.
    None,
    /// Applied and not yet accepted.
    Applied,
    /// A member in good standing.
    Active,
    /// Suspended.
    Suspended,
    /// Left.
    Ended,
}

impl Membership {
    const ALL: [Self; 5] = [Self::None, Self::Applied, Self::Active, Self::Suspended, Self::Ended];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Applied => MemberStatus::Applied.code(),
            Self::Active => MemberStatus::Active.code(),
            Self::Suspended => MemberStatus::Suspended.code(),
            Self::Ended => MemberStatus::Ended.code(),
        }
    }
}

impl Membership {
    /// What `lang` calls it.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::None => lang.pick("bukan anggota", "no member"),
            Self::Applied => MemberStatus::Applied.title(lang),
            Self::Active => MemberStatus::Active.title(lang),
            Self::Suspended => MemberStatus::Suspended.title(lang),
            Self::Ended => MemberStatus::Ended.title(lang),
        }
    }
}

impl From<Option<MemberStatus>> for Membership {
    fn from(status: Option<MemberStatus>) -> Self {
        match status {
            None => Self::None,
            Some(MemberStatus::Applied) => Self::Applied,
            Some(MemberStatus::Active) => Self::Active,
            Some(MemberStatus::Suspended) => Self::Suspended,
            Some(MemberStatus::Ended) => Self::Ended,
        }
    }
}

/// A word that says of no membership how it stands.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no status of a member")]
pub struct UnknownMembership(String);

impl Explain for UnknownMembership {
    fn code(&self) -> &'static str {
        "IKM-SEGMENT-MEMBER"
    }

    fn indonesian(&self) -> String {
        format!("{:?} bukan status anggota", self.0)
    }

    fn hint(&self, lang: Lang) -> String {
        let known = Membership::ALL.map(Membership::code).join(", ");
        lang.pick(format!("pakai {known}"), format!("use {known}"))
    }
}

impl FromStr for Membership {
    type Err = UnknownMembership;

    fn from_str(code: &str) -> Result<Self, UnknownMembership> {
        let found = Self::ALL.into_iter().find(|membership| membership.code() == code);
        found.ok_or_else(|| UnknownMembership(code.to_owned()))
    }
}

/// What a segment asks of an IKM that the IKM itself does not hold.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    /// How it stands to the association on the day that is asked about.
    pub membership: Membership,
    /// The programmes for which it applied by that day, and how it then stood in them.
    pub programmes: &'a [(ProgrammeCode, EnrolmentStatus)],
    /// The names of its kecamatan and its nagari.
    pub place: &'a str,
    /// The day that is asked about.
    pub as_of: NaiveDate,
    /// The thresholds of the laws.
    pub rules: &'a SizeRules,
}

impl Segment {
    /// Whether it holds every IKM.
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it asks how an IKM stands to the association.
    pub fn asks_for_membership(&self) -> bool {
        !self.member.is_empty()
    }

    /// Whether it asks how an IKM stands in programmes.
    pub fn asks_for_programmes(&self) -> bool {
        !self.programme.is_empty()
    }

    /// This segment, further narrowed down by the conditions of another. Where both name values of
    /// one thing, only what both name remains. A day before which a permit must run out counts for
    /// the permits of both.
    ///
    /// # Errors
    ///
    /// [`Contradiction`] where no IKM could meet both.
    pub fn and(&self, other: &Self) -> Result<Self, Contradiction> {
        let mut words = [&self.words, &other.words].into_iter().flatten().cloned();
        Ok(Self {
            kecamatan: both("kecamatan", &self.kecamatan, &other.kecamatan)?,
            class: both("class", &self.class, &other.class)?,
            industry: both("industry", &self.industry, &other.industry)?,
            enterprise: both("enterprise", &self.enterprise, &other.enterprise)?,
            has: &self.has | &other.has,
            lacks: &self.lacks | &other.lacks,
            runs_out_before: match (self.runs_out_before, other.runs_out_before) {
                (Some(one), Some(another)) => Some(one.min(another)),
                (one, another) => one.or(another),
            },
            member: both("member", &self.member, &other.member)?,
            programme: &self.programme | &other.programme,
            words: words.next().map(|first| words.fold(first, |all, more| all + " " + &more)),
        })
    }

    /// The conditions as people read them in `lang`, each with its label; `name` knows the names of
    /// kecamatan.
    pub fn conditions(
        &self,
        lang: Lang,
        name: impl Fn(RegionCode) -> Option<String>,
    ) -> Vec<(&'static str, String)> {
        let kecamatan = |code: &RegionCode| name(*code).unwrap_or_else(|| code.to_string());
        let day = self.runs_out_before.map(|day| lang.date(day));
        let all = [
            (lang.pick("kecamatan", "kecamatan"), listed(&self.kecamatan, kecamatan)),
            (lang.pick("golongan", "class"), listed(&self.class, ToString::to_string)),
            (
                lang.pick("skala industri", "scale of industry"),
                listed(&self.industry, |scale| scale.label(lang).to_owned()),
            ),
            (
                lang.pick("ukuran usaha", "size of enterprise"),
                listed(&self.enterprise, |scale| scale.label(lang).to_owned()),
            ),
            (lang.pick("punya izin", "has"), listed(&self.has, |kind| kind.label().to_owned())),
            (lang.pick("tanpa izin", "lacks"), listed(&self.lacks, |kind| kind.label().to_owned())),
            (lang.pick("izin habis sebelum", "permit runs out before"), day),
            (
                lang.pick("keanggotaan", "membership"),
                listed(&self.member, |membership| membership.label(lang).to_owned()),
            ),
            (lang.pick("program", "programme"), listed(&self.programme, |wish| wish.label(lang))),
            (lang.pick("kata", "words"), self.words.clone()),
        ];
        all.into_iter().filter_map(|(label, values)| Some((label, values?))).collect()
    }

    /// Whether the segment holds `ikm`, as it stands on the day of `around`.
    ///
    /// A scale that is not known, for want of workers, investment or sales, is none.
    pub fn matches(&self, ikm: &Ikm, around: &Surroundings<'_>) -> bool {
        let profile = &ikm.profile;
        let kecamatan = profile.place.kecamatan;
        any_of(&self.kecamatan, kecamatan.as_ref())
            && any_of(&self.class, profile.classification.as_ref())
            && any_of(&self.member, Some(&around.membership))
            && self.matches_programmes(around)
            && self.matches_scales(ikm, around)
            && self.matches_permits(ikm, around.as_of)
            && self.matches_words(ikm, around.place)
    }

    fn matches_scales(&self, ikm: &Ikm, around: &Surroundings<'_>) -> bool {
        let (figures, day, rules) = (&ikm.profile.figures, around.as_of, around.rules);
        let industry = || rules.industry(day, figures.workers.count()?, figures.investment?);
        let enterprise = || match figures.sales {
            Some(sales) => rules.enterprise_by_sales(day, sales),
            None => rules.enterprise_by_capital(day, figures.investment?),
        };
        (self.industry.is_empty() || any_of(&self.industry, industry().as_ref()))
            && (self.enterprise.is_empty() || any_of(&self.enterprise, enterprise().as_ref()))
    }

    fn matches_programmes(&self, around: &Surroundings<'_>) -> bool {
        let programmes = || around.programmes.iter().map(|(code, status)| (code, *status));
        self.programme.iter().all(|wish| wish.is_met(programmes()))
    }

    fn matches_permits(&self, ikm: &Ikm, as_of: NaiveDate) -> bool {
        let profile = &ikm.profile;
        let counts = |kind: PermitKind| {
            profile.has_permit(kind) && profile.permit_until(kind).is_none_or(|last| last >= as_of)
        };
        let runs_out = |day: NaiveDate| {
            let asked = |kind: &PermitKind| self.has.is_empty() || self.has.contains(kind);
            PermitKind::ALL.into_iter().filter(asked).any(|kind| {
                profile.has_permit(kind)
                    && profile.permit_until(kind).is_some_and(|last| last < day)
            })
        };
        self.has.iter().all(|kind| counts(*kind))
            && !self.lacks.iter().any(|kind| counts(*kind))
            && self.runs_out_before.is_none_or(runs_out)
    }

    fn matches_words(&self, ikm: &Ikm, place: &str) -> bool {
        let Some(words) = &self.words else { return true };
        let profile = &ikm.profile;
        let texts = [
            Some(profile.name.as_str()),
            profile.owner.as_deref(),
            profile.product.as_deref(),
            profile.commodity.as_deref(),
            profile.place.address.as_deref(),
            Some(place),
        ];
        let text = fold(&texts.into_iter().flatten().collect::<Vec<_>>().join(" "));
        let wanted = fold(words);
        wanted.split(' ').all(|word| text.split(' ').any(|found| found.starts_with(word)))
    }
}

fn listed<T>(values: &BTreeSet<T>, write: impl Fn(&T) -> String) -> Option<String> {
    let words: Vec<String> = values.iter().map(write).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// Whether nothing is asked for, or the value is one of those.
fn any_of<T: Ord>(wanted: &BTreeSet<T>, value: Option<&T>) -> bool {
    wanted.is_empty() || value.is_some_and(|value| wanted.contains(value))
}

/// Two conditions on one thing that no IKM can meet together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the conditions on {0:?} contradict each other")]
pub struct Contradiction(&'static str);

impl Explain for Contradiction {
    fn code(&self) -> &'static str {
        "IKM-SEGMENT-CONTRADICTION"
    }

    fn indonesian(&self) -> String {
        format!("syarat {:?} saling bertentangan", self.0)
    }

    fn hint(&self, lang: Lang) -> String {
        lang.pick(
            "segmen dan pilihan di sampingnya harus sama-sama terpenuhi",
            "the segment and the options beside it must both be met",
        )
        .to_owned()
    }
}

fn both<T: Ord + Clone>(
    thing: &'static str,
    one: &BTreeSet<T>,
    other: &BTreeSet<T>,
) -> Result<BTreeSet<T>, Contradiction> {
    if one.is_empty() || other.is_empty() {
        return Ok(one | other);
    }
    let both = one & other;
    if both.is_empty() { Err(Contradiction(thing)) } else { Ok(both) }
}

/// The name under which a segment is kept: 1 to 64 letters, digits, spaces and `-_.`, not blank.
///
/// ```
/// use ikm_core::registry::SegmentName;
/// # fn main() -> Result<(), ikm_core::registry::BadSegmentName> {
/// let name: SegmentName = " Makanan tanpa halal ".parse()?;
/// assert_eq!(name.as_str(), "Makanan tanpa halal");
/// assert!("a/b".parse::<SegmentName>().is_err());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SegmentName(String);

/// A text that cannot name a segment.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} cannot name a segment")]
pub struct BadSegmentName(String);

impl Explain for BadSegmentName {
    fn code(&self) -> &'static str {
        "IKM-SEGMENT-NAME"
    }

    fn indonesian(&self) -> String {
        format!("{:?} tidak dapat menjadi nama segmen", self.0)
    }

    fn hint(&self, lang: Lang) -> String {
        lang.pick(
            "pakai 1 sampai 64 huruf, angka, spasi, titik, - atau _",
            "use 1 to 64 letters, digits, spaces, full stops, - or _",
        )
        .to_owned()
    }
}

impl SegmentName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for SegmentName {
    type Err = BadSegmentName;

    fn from_str(text: &str) -> Result<Self, BadSegmentName> {
        let name = text.trim();
        let fits = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.');
        if name.is_empty() || name.chars().count() > 64 || !name.chars().all(fits) {
            return Err(BadSegmentName(text.to_owned()));
        }
        Ok(Self(name.to_owned()))
    }
}

impl TryFrom<String> for SegmentName {
    type Error = BadSegmentName;

    fn try_from(text: String) -> Result<Self, BadSegmentName> {
        text.parse()
    }
}

impl From<SegmentName> for String {
    fn from(name: SegmentName) -> Self {
        name.0
    }
}

impl fmt::Display for SegmentName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
