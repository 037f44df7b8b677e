use serde::{Deserialize, Serialize};

use super::distance::within;
use super::prepared::{Likeness, Prepared};
use super::{Profile, Reason};

/// From this score on, a person should look at a pair.
const THRESHOLD: i32 = 60;

/// How much all that speaks for one owner counts together at most.
const OWNER_AT_MOST: i32 = 60;

/// How much two profiles resemble each other, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resemblance {
    /// From 60, where a person should look, to 100.
    pub score: u8,
    /// What spoke for it and against it, in the order in which it was looked at.
    pub reasons: Vec<Reason>,
}

/// How much `a` and `b` resemble each other; `None` where nobody need look.
///
/// The score is the [sum](points) of the points of the reasons. What one of the two leaves open says
/// nothing, and neither does a [placeholder](super::is_placeholder). One NIK under two NIB is one
/// person with two businesses, and so never a pair. Two profiles that share none of their
/// [`blocking_keys`](super::blocking_keys), nor a NIB, are no pair either, so that a store that looks
/// only under the keys finds them all.
///
/// ```
/// use ikm_core::region::RegionCode;
/// use ikm_core::registry::{Profile, Reason, resemblance};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let regency: RegionCode = "13.01".parse()?;
/// let mut a = Profile::named("Rendang Saiyo Sakato", regency);
/// a.owner = Some("Hj. Mariani Koto".to_owned());
/// let mut b = Profile::named("RENDANG SAYO SAKATO", regency);
/// b.owner = Some("Koto Mariani".to_owned());
/// let pair = resemblance(&a, &b).expect("one spelling of the other");
/// assert_eq!(pair.reasons, [Reason::SameOwner, Reason::SimilarName]);
/// assert_eq!(pair.score, 75);
/// # Ok(())
/// # }
/// ```
pub fn resemblance(a: &Profile, b: &Profile) -> Option<Resemblance> {
    let (a, b) = (Prepared::of(a), Prepared::of(b));
    let keys = a.keys();
    let met = same(a.nib(), b.nib()) == Some(true) || b.keys().iter().any(|key| keys.contains(key));
    if met { a.resemblance(&b) } else { None }
}

/// The score that `reasons` come to, below 0 where much speaks against: the sum of their
/// [points](Reason::points), of which those for one owner count up to 60 together.
pub fn points(reasons: &[Reason]) -> i32 {
    let sum = |of_owner: bool| -> i32 {
        let counted = reasons.iter().filter(|reason| reason.is_of_owner() == of_owner);
        counted.map(|reason| reason.points()).sum()
    };
    sum(true).min(OWNER_AT_MOST) + sum(false)
}

impl Prepared<'_> {
    /// The same as [`resemblance`], for two that a store found under one of their keys.
    pub fn resemblance(&self, other: &Self) -> Option<Resemblance> {
        let one_person = same(self.nik(), other.nik()) == Some(true);
        if one_person && same(self.nib(), other.nib()) == Some(false) {
            return None;
        }
        if self.is_hopeless(other) {
            return None;
        }
        let reasons = self.evidence(other);
        let sum = points(&reasons);
        if sum < THRESHOLD {
            return None;
        }
        let score = u8::try_from(sum.min(100)).ok()?;
        Some(Resemblance { score, reasons })
    }

    /// Whether the score stays below the threshold even if every text that was not read yet said the
    /// best that it can. Texts are dear to compare, and most pairs that a store finds fail here.
    fn is_hopeless(&self, other: &Self) -> bool {
        const BEST_PRODUCT_AND_ADDRESS: [Reason; 2] = [Reason::SameProduct, Reason::SimilarAddress];
        const BEST_OWNER_AND_NAME: [Reason; 2] = [Reason::SameOwner, Reason::SameFullName];
        let mut reasons = Vec::with_capacity(16);
        self.by_identifiers(other, &mut reasons);
        self.by_facts(other, &mut reasons);
        self.by_region(other, &mut reasons);
        reasons.extend(BEST_PRODUCT_AND_ADDRESS);
        let read = reasons.len();
        reasons.extend(BEST_OWNER_AND_NAME);
        if points(&reasons) < THRESHOLD {
            return true;
        }
        reasons.truncate(read);
        reasons.extend(self.by_owner(other));
        reasons.extend(self.by_name(other));
        points(&reasons) < THRESHOLD
    }

    /// Everything that speaks for one IKM and against it, whatever it comes to.
    pub fn evidence(&self, other: &Self) -> Vec<Reason> {
        let mut reasons = Vec::with_capacity(10);
        self.by_identifiers(other, &mut reasons);
        reasons.extend(self.by_owner(other));
        let name = self.by_name(other);
        reasons.extend(name);
        reasons.extend(self.by_product(other, &reasons));
        self.by_facts(other, &mut reasons);
        self.by_place(other, &mut reasons);
        reasons
    }

    fn by_identifiers(&self, other: &Self, reasons: &mut Vec<Reason>) {
        let (one, two) = (self.profile, other.profile);
        let mut push = |same: Option<bool>, yes: Reason, no: Option<Reason>| {
            reasons.extend(same.and_then(|same| if same { Some(yes) } else { no }));
        };
        push(same(self.nib(), other.nib()), Reason::SameNib, Some(Reason::OtherNib));
        let (nik, others) = (self.nik(), other.nik());
        let nearly = || {
            nik.zip(others).is_some_and(|(nik, others)| within(nik.as_str(), others.as_str(), 1))
        };
        // One digit wrong or two exchanged is how a number is mistyped.
        let unlike = if nearly() { Reason::NearlySameNik } else { Reason::OtherNik };
        push(same(nik, others), Reason::SameNik, Some(unlike));
        push(same(one.npwp, two.npwp), Reason::SameNpwp, None);
        push(same(self.phone(), other.phone()), Reason::SamePhone, Some(Reason::OtherPhone));
        push(same(one.email.as_ref(), two.email.as_ref()), Reason::SameEmail, None);
    }

    fn by_owner(&self, other: &Self) -> Option<Reason> {
        if self.owner().is_empty() || other.owner().is_empty() {
            return None;
        }
        match self.owner().likeness(other.owner()) {
            Likeness::Same if self.owner().count() == 1 => Some(Reason::SameGivenName),
            Likeness::Same => Some(Reason::SameOwner),
            Likeness::Near => Some(Reason::SimilarOwner),
            // A name left out may be anybody's.
            Likeness::Part => None,
            Likeness::Mixed | Likeness::Other => Some(Reason::OtherOwner),
        }
    }

    fn by_name(&self, other: &Self) -> Option<Reason> {
        let (one, two) = (self.named(), other.named());
        let likeness = one.name.likeness(&two.name);
        match (one.mark.is_empty(), two.mark.is_empty()) {
            // A name that only names a trade says nothing, but another trade does.
            (true, true) => (likeness == Likeness::Other).then_some(Reason::OtherName),
            (true, false) | (false, true) => None,
            (false, false) => match likeness {
                Likeness::Same if self.named_after_owner() && other.named_after_owner() => {
                    Some(Reason::SameNameAsOwner)
                }
                Likeness::Same if one.name.count() > 2 => Some(Reason::SameFullName),
                Likeness::Same => Some(Reason::SameName),
                Likeness::Near => Some(Reason::SimilarName),
                Likeness::Part => None,
                Likeness::Mixed | Likeness::Other => match one.mark.likeness(&two.mark) {
                    Likeness::Same | Likeness::Near | Likeness::Part => None,
                    Likeness::Mixed | Likeness::Other => Some(Reason::OtherName),
                },
            },
        }
    }

    /// `so_far` is what owner and name have said.
    fn by_product(&self, other: &Self, so_far: &[Reason]) -> Option<Reason> {
        if self.product().is_empty() || other.product().is_empty() {
            return None;
        }
        Some(match self.product().likeness(other.product()) {
            Likeness::Same | Likeness::Near | Likeness::Part => Reason::SameProduct,
            Likeness::Mixed => Reason::SimilarProduct,
            // One owner and one name with its trade in it: the same product in other words.
            Likeness::Other if self.names_its_trade(other, so_far) => Reason::SimilarProduct,
            Likeness::Other => Reason::OtherProduct,
        })
    }

    fn names_its_trade(&self, other: &Self, so_far: &[Reason]) -> bool {
        let has = |reason| so_far.contains(&reason);
        let full = has(Reason::SameFullName) || has(Reason::SameName);
        let named = |one: &Self| one.named().name.count() > one.named().mark.count();
        let trade = named(self) && named(other);
        let after_owner = has(Reason::SameNameAsOwner) && trade;
        full && has(Reason::SameOwner)
            || after_owner && (has(Reason::SameOwner) || has(Reason::SameGivenName))
    }

    fn by_facts(&self, other: &Self, reasons: &mut Vec<Reason>) {
        let (one, two) = (self.profile, other.profile);
        if same(one.gender, two.gender) == Some(false) {
            reasons.push(Reason::OtherGender);
        }
        let division = |profile: &Profile| profile.kbli.as_ref().map(|k| k.division().to_owned());
        if same(division(one), division(two)) == Some(false) {
            reasons.push(Reason::OtherDivision);
        }
        reasons.extend(
            same(one.founded_year, two.founded_year)
                .map(|same| if same { Reason::SameYear } else { Reason::OtherYear }),
        );
    }

    /// What the codes of the place say, and whether the kecamatan is one: where it is not, the nagari
    /// and the address are others too and say nothing more.
    fn by_region(&self, other: &Self, reasons: &mut Vec<Reason>) -> Option<bool> {
        let (here, there) = (&self.profile.place, &other.profile.place);
        let one_kecamatan = same(here.kecamatan, there.kecamatan);
        match one_kecamatan {
            Some(false) => reasons.push(Reason::OtherKecamatan),
            Some(true) => reasons.push(Reason::SameKecamatan),
            None => {}
        }
        if one_kecamatan != Some(false) {
            reasons.extend(
                same(here.nagari, there.nagari)
                    .map(|same| if same { Reason::SameNagari } else { Reason::OtherNagari }),
            );
        }
        one_kecamatan
    }

    fn by_place(&self, other: &Self, reasons: &mut Vec<Reason>) {
        let one_kecamatan = self.by_region(other, reasons);
        if one_kecamatan == Some(false) {
            return;
        }
        if !self.address().is_empty() && !other.address().is_empty() {
            reasons.extend(match self.address().likeness(other.address()) {
                Likeness::Same | Likeness::Near => Some(Reason::SimilarAddress),
                Likeness::Part | Likeness::Mixed => None,
                Likeness::Other => Some(Reason::OtherAddress),
            });
        }
    }
}

/// Whether two values are the same; `None` where one is open.
fn same<T: PartialEq>(a: Option<T>, b: Option<T>) -> Option<bool> {
    Some(a? == b?)
}
