use serde::{Deserialize, Serialize};

use super::Profile;
use super::key::{fold, joined_sound_key, name_key, sound_key};
use crate::lang::Lang;

/// From this score on, a person should look at a pair.
const THRESHOLD: i32 = 60;

/// Why two profiles resemble each other, or do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// The same NIB: certainly one business.
    SameNib,
    /// The same NIK: one person, who may have two businesses.
    SameNik,
    /// The same NPWP.
    SameNpwp,
    /// The same telephone.
    SamePhone,
    /// The same e-mail address.
    SameEmail,
    /// The same name of the business.
    SameName,
    /// Nearly the same name of the business.
    SimilarName,
    /// The same owner's name.
    SameOwner,
    /// Nearly the same owner's name.
    SimilarOwner,
    /// The same product.
    SameProduct,
    /// The same nagari.
    SameNagari,
    /// The same kecamatan.
    SameKecamatan,
    /// Nearly the same address.
    SimilarAddress,
    /// Two valid NIB that differ: counts against.
    OtherNib,
    /// Two valid NIK that differ: counts against.
    OtherNik,
    /// Two NIK a slip of the pen apart: counts against, a little.
    NearlySameNik,
    /// Another name of the business: counts against.
    OtherName,
    /// Another owner: counts against.
    OtherOwner,
    /// Another product: counts against, a little.
    OtherProduct,
    /// Another kecamatan: counts against.
    OtherKecamatan,
}

impl Reason {
    /// The points it adds to the score, or takes from it.
    ///
    /// Names alone stay below the threshold: in real lists one trade name stands a hundred times,
    /// and a person's name several times. A name and one thing more is worth a look.
    pub const fn points(self) -> i32 {
        match self {
            Self::SameNib => 100,
            Self::SameNik | Self::SameNpwp => 50,
            Self::SameName => 45,
            Self::SameOwner | Self::SamePhone | Self::SameEmail | Self::SimilarName => 35,
            Self::SimilarOwner => 28,
            Self::SameProduct | Self::SimilarAddress => 15,
            Self::SameNagari => 10,
            Self::SameKecamatan => 5,
            Self::OtherProduct => -10,
            Self::OtherKecamatan | Self::NearlySameNik => -15,
            Self::OtherName => -30,
            Self::OtherOwner => -35,
            Self::OtherNik | Self::OtherNib => -60,
        }
    }

    /// The reason in `lang`, as a listing shows it.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::SameNib => lang.pick("NIB sama", "same NIB"),
            Self::SameNik => lang.pick("NIK sama", "same NIK"),
            Self::SameNpwp => lang.pick("NPWP sama", "same NPWP"),
            Self::SamePhone => lang.pick("telepon sama", "same telephone"),
            Self::SameEmail => lang.pick("email sama", "same e-mail"),
            Self::SameName => lang.pick("nama usaha sama", "same name"),
            Self::SimilarName => lang.pick("nama usaha mirip", "similar name"),
            Self::SameOwner => lang.pick("pemilik sama", "same owner"),
            Self::SimilarOwner => lang.pick("nama pemilik mirip", "similar owner's name"),
            Self::SameProduct => lang.pick("produk sama", "same product"),
            Self::SameNagari => lang.pick("nagari sama", "same nagari"),
            Self::SameKecamatan => lang.pick("kecamatan sama", "same kecamatan"),
            Self::SimilarAddress => lang.pick("alamat mirip", "similar address"),
            Self::OtherNib => lang.pick("NIB berbeda", "different NIB"),
            Self::OtherNik => lang.pick("NIK berbeda", "different NIK"),
            Self::NearlySameNik => lang.pick("NIK hampir sama", "NIK nearly the same"),
            Self::OtherName => lang.pick("nama usaha berbeda", "different name"),
            Self::OtherOwner => lang.pick("pemilik berbeda", "different owner"),
            Self::OtherProduct => lang.pick("produk berbeda", "different product"),
            Self::OtherKecamatan => lang.pick("kecamatan berbeda", "different kecamatan"),
        }
    }
}

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
/// The score is the sum of the [`Reason::points`]. What one of the two leaves open says nothing.
/// One NIK under two NIB is one person with two businesses, and so never a pair. Two profiles that
/// share none of their [`blocking_keys`] are no pair either, so that a store that looks only under
/// the keys finds them all.
///
/// ```
/// use ikm_core::region::RegionCode;
/// use ikm_core::registry::{Profile, Reason, resemblance};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let regency: RegionCode = "13.01".parse()?;
/// let mut a = Profile::named("Rendang Uni Mar", regency);
/// a.owner = Some("Mariani".to_owned());
/// let mut b = Profile::named("RENDANG UNIMAR", regency);
/// b.owner = Some("Mariani".to_owned());
/// let pair = resemblance(&a, &b).expect("one spelling of the other");
/// assert_eq!(pair.reasons, [Reason::SimilarName, Reason::SameOwner]);
/// assert_eq!(pair.score, 70);
/// # Ok(())
/// # }
/// ```
pub fn resemblance(a: &Profile, b: &Profile) -> Option<Resemblance> {
    let two_businesses = same(a.nik, b.nik) == Some(true) && same(a.nib, b.nib) == Some(false);
    if two_businesses || !share_a_key(a, b) {
        return None;
    }
    let mut reasons = Vec::new();
    reasons.extend(by_identifiers(a, b));
    reasons.extend(by_names(a, b));
    reasons.extend(by_product(a, b));
    reasons.extend(by_place(a, b));
    let sum: i32 = reasons.iter().map(|reason| reason.points()).sum();
    if sum < THRESHOLD {
        return None;
    }
    let score = u8::try_from(sum.min(100)).ok()?;
    Some(Resemblance { score, reasons })
}

/// Whether two values are the same; `None` where one is open.
fn same<T: PartialEq>(a: Option<T>, b: Option<T>) -> Option<bool> {
    Some(a? == b?)
}

fn by_identifiers(a: &Profile, b: &Profile) -> impl Iterator<Item = Reason> {
    let nib = same(a.nib, b.nib).map(|s| if s { Reason::SameNib } else { Reason::OtherNib });
    let nik = match (&a.nik, &b.nik) {
        (Some(a), Some(b)) if a == b => Some(Reason::SameNik),
        // One digit wrong or two exchanged is how a number is mistyped.
        (Some(a), Some(b)) if strsim::osa_distance(a.as_str(), b.as_str()) == 1 => {
            Some(Reason::NearlySameNik)
        }
        (Some(_), Some(_)) => Some(Reason::OtherNik),
        _ => None,
    };
    let agree = |same: Option<bool>, reason| (same == Some(true)).then_some(reason);
    [
        nib,
        nik,
        agree(same(a.npwp, b.npwp), Reason::SameNpwp),
        agree(same(a.phone.as_ref(), b.phone.as_ref()), Reason::SamePhone),
        agree(same(a.email.as_ref(), b.email.as_ref()), Reason::SameEmail),
    ]
    .into_iter()
    .flatten()
}

fn by_names(a: &Profile, b: &Profile) -> impl Iterator<Item = Reason> {
    // A name that only repeats the product ("tenun") names a trade and says nothing.
    let name = if trade_name(a) && trade_name(b) {
        None
    } else {
        match likeness(&a.name, &b.name) {
            Likeness::Same => Some(Reason::SameName),
            Likeness::Similar => Some(Reason::SimilarName),
            Likeness::Between => None,
            Likeness::Other => Some(Reason::OtherName),
        }
    };
    let owner = match (&a.owner, &b.owner) {
        (Some(a), Some(b)) => match likeness(a, b) {
            Likeness::Same => Some(Reason::SameOwner),
            Likeness::Similar => Some(Reason::SimilarOwner),
            Likeness::Between => None,
            Likeness::Other => Some(Reason::OtherOwner),
        },
        _ => None,
    };
    [name, owner].into_iter().flatten()
}

fn by_product(a: &Profile, b: &Profile) -> Option<Reason> {
    match likeness(a.product.as_deref()?, b.product.as_deref()?) {
        Likeness::Same | Likeness::Similar => Some(Reason::SameProduct),
        Likeness::Between => None,
        Likeness::Other => Some(Reason::OtherProduct),
    }
}

fn by_place(a: &Profile, b: &Profile) -> impl Iterator<Item = Reason> {
    let (here, there) = (&a.place, &b.place);
    let region = if same(here.nagari, there.nagari) == Some(true) {
        Some(Reason::SameNagari)
    } else {
        same(here.kecamatan, there.kecamatan)
            .map(|s| if s { Reason::SameKecamatan } else { Reason::OtherKecamatan })
    };
    let address = match (&here.address, &there.address) {
        (Some(a), Some(b)) => match likeness(a, b) {
            Likeness::Same | Likeness::Similar => Some(Reason::SimilarAddress),
            Likeness::Between | Likeness::Other => None,
        },
        _ => None,
    };
    [region, address].into_iter().flatten()
}

enum Likeness {
    Same,
    Similar,
    /// Neither here nor there: says nothing.
    Between,
    Other,
}

/// Compares two names by their keys, in the written order and with the words sorted, so that
/// "Yusuf Ahmad" meets "Ahmad Yusuf" and "Uni Mar" meets "Unimar".
fn likeness(a: &str, b: &str) -> Likeness {
    let (a, b) = (name_key(a), name_key(b));
    if a.is_empty() || b.is_empty() {
        return Likeness::Between;
    }
    let (sorted_a, sorted_b) = (sorted(&a), sorted(&b));
    if sorted_a == sorted_b {
        return Likeness::Same;
    }
    let nearness = strsim::jaro_winkler(&a, &b).max(strsim::jaro_winkler(&sorted_a, &sorted_b));
    if nearness >= 0.92 {
        Likeness::Similar
    } else if nearness < 0.75 {
        Likeness::Other
    } else {
        Likeness::Between
    }
}

fn sorted(key: &str) -> String {
    let mut words: Vec<&str> = key.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}

/// Whether the name of the business only repeats what it makes.
fn trade_name(profile: &Profile) -> bool {
    [&profile.product, &profile.commodity]
        .into_iter()
        .flatten()
        .any(|trade| name_key(trade) == name_key(&profile.name))
}

fn share_a_key(a: &Profile, b: &Profile) -> bool {
    let keys = blocking_keys(a);
    blocking_keys(b).iter().any(|key| keys.contains(key))
}

/// The keys under which a store looks for what a profile may resemble: its identifiers, and the
/// sound of its name and of its owner's name. Two profiles that resemble each other share at least
/// one.
///
/// A name that only repeats the product gives no key: hundreds share it, and it says nothing.
///
/// The keys hold personal data in the clear; a store keeps them no longer than the profile.
pub fn blocking_keys(profile: &Profile) -> Vec<String> {
    let mut keys = Vec::with_capacity(8);
    let mut add = |kind: &str, value: &str| {
        if !value.is_empty() {
            keys.push(format!("{kind}:{value}"));
        }
    };
    if !trade_name(profile) {
        add("name", &sound_key(&profile.name));
        add("word", &joined_sound_key(&profile.name));
    }
    if let Some(owner) = &profile.owner {
        add("owner", &sound_key(owner));
    }
    if let Some(nik) = &profile.nik {
        add("nik", nik.as_str());
    }
    if let Some(nib) = &profile.nib {
        add("nib", nib.as_str());
    }
    if let Some(npwp) = &profile.npwp {
        add("npwp", npwp.as_str());
    }
    if let Some(phone) = &profile.phone {
        add("phone", phone.as_str());
    }
    if let Some(email) = &profile.email {
        add("email", &fold(email.as_str()));
    }
    keys
}
