//! A profile made ready for comparing: what its texts say once spelling, titles and order are gone.

use std::cell::OnceCell;
use std::ops::Range;

use super::Profile;
use super::distance::{slips, within};
use super::key::{fold, name_key, push_plain, word_sound};
use super::placeholder::is_placeholder;
use super::words::{is_call, is_firm, is_first_half, is_place, is_title, is_trade};
use crate::identity::{Nib, Nik, Phone};

/// The words of a text in one spelling, sorted.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// As written, with nothing between the words.
    joined: String,
    /// Where the words stand in it, in the order of their letters.
    sorted: Vec<Range<usize>>,
}

/// How two texts lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// The same words in one spelling or another, in any order.
    Same,
    /// The same but for slips of the pen.
    Near,
    /// The one says all that the other says, and more.
    Part,
    /// Each says something that the other does not, and something is common.
    Mixed,
    /// Nothing is common.
    Other,
}

impl Words {
    /// The words of folded text that `keep` says are to be kept; all of them where none is.
    fn of(folded: &str, keep: impl Fn(&str) -> bool) -> Self {
        let words = || folded.split(' ').filter(|word| !word.is_empty());
        let some = words().any(&keep);
        let mut joined = String::with_capacity(folded.len());
        let mut sorted = Vec::with_capacity(4);
        for word in words().filter(|word| !some || keep(word)) {
            let start = joined.len();
            push_plain(word, &mut joined);
            sorted.push(start..joined.len());
        }
        sorted.sort_by_key(|place| joined.get(place.clone()).unwrap_or_default());
        Self { joined, sorted }
    }

    /// The words, in the order of their letters.
    fn sorted(&self) -> impl Iterator<Item = &str> {
        self.sorted.iter().filter_map(|place| self.joined.get(place.clone()))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// How many words there are.
    pub(super) fn count(&self) -> usize {
        self.sorted.len()
    }

    /// Whether every word of it stands in `other` too.
    fn is_within(&self, other: &Self) -> bool {
        self.sorted().all(|word| other.sorted().any(|own| own == word))
    }

    /// The sounds of the words, in their sorted order.
    pub(super) fn sound(&self) -> String {
        let mut sounds: Vec<String> = self
            .sorted()
            .filter(|word| word.len() > 1 || self.count() == 1)
            .map(word_sound)
            .collect();
        sounds.sort_unstable();
        sounds.concat()
    }

    /// The sound of the first word as written.
    pub(super) fn first_sound(&self) -> String {
        let first = self.sorted.iter().filter(|place| place.start == 0).max_by_key(|p| p.end);
        first.and_then(|place| self.joined.get(place.clone())).map(word_sound).unwrap_or_default()
    }

    pub(super) fn likeness(&self, other: &Self) -> Likeness {
        if self.joined == other.joined || self.sorted().eq(other.sorted()) {
            return Likeness::Same;
        }
        let letters = self.joined.len().min(other.joined.len());
        if within(&self.joined, &other.joined, slips(letters)) {
            return Likeness::Near;
        }
        // Each word of the shorter text takes the best of the longer that it can be.
        let (few, many) =
            if self.sorted.len() <= other.sorted.len() { (self, other) } else { (other, self) };
        let mut taken = Taken::default();
        let matched = few.sorted().filter(|word| many.take(word, &mut taken)).count();
        match (few.sorted.len() - matched, many.sorted.len() - matched) {
            (0, 0) if !taken.short => Likeness::Near,
            (0, _) => Likeness::Part,
            _ if matched > 0 => Likeness::Mixed,
            _ => Likeness::Other,
        }
    }

    /// Takes the best word that `word` can be and that is not taken.
    fn take(&self, word: &str, taken: &mut Taken) -> bool {
        for how in [Match::Equal, Match::Slip, Match::Short] {
            for (place, own) in self.sorted().enumerate().take(64) {
                let bit = 1_u64 << place;
                if taken.words & bit == 0 && how.fits(own, word) {
                    taken.words |= bit;
                    taken.short |= how == Match::Short;
                    return true;
                }
            }
        }
        false
    }
}

/// Which words of a text stand for one of another already.
#[derive(Default)]
struct Taken {
    words: u64,
    /// Whether any of them is only a short form.
    short: bool,
}

/// How one word can be another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Match {
    Equal,
    /// But for a slip.
    Slip,
    /// As an initial or a nickname: Mar for Mariani, Yanti for Nofriyanti.
    Short,
}

impl Match {
    fn fits(self, a: &str, b: &str) -> bool {
        let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        match self {
            Self::Equal => a == b,
            Self::Slip => within(a, b, slips(short.len())),
            Self::Short => match short.len() {
                1 | 3.. if long.starts_with(short) => true,
                4.. => long.ends_with(short),
                _ => false,
            },
        }
    }
}

/// A profile made ready for comparing with many others.
///
/// A text is read when it is first asked for: most of those that share a key differ in numbers that
/// tell enough.
#[derive(Clone, Debug)]
pub struct Prepared<'p> {
    pub(super) profile: &'p Profile,
    named: OnceCell<Named>,
    owner: OnceCell<Words>,
    product: OnceCell<Words>,
    address: OnceCell<Words>,
}

/// What the name of a business says.
#[derive(Clone, Debug)]
pub(super) struct Named {
    /// Everything in the name but the kind of firm.
    pub(super) name: Words,
    /// What of it says which IKM is meant: without trades and forms of address. Empty when the name
    /// names a trade only.
    pub(super) mark: Words,
    /// The sound of the last two words of the mark, in their sorted order, and of the last: what
    /// stands before them is often a trade.
    pub(super) tail: String,
    pub(super) last: String,
}

impl<'p> Prepared<'p> {
    /// Prepares `profile`.
    pub fn of(profile: &'p Profile) -> Self {
        Self {
            profile,
            named: OnceCell::new(),
            owner: OnceCell::new(),
            product: OnceCell::new(),
            address: OnceCell::new(),
        }
    }

    pub(super) fn named(&self) -> &Named {
        self.named.get_or_init(|| Named::of(self.profile))
    }

    pub(super) fn owner(&self) -> &Words {
        self.owner.get_or_init(|| {
            let owner = folded(self.profile.owner.as_deref());
            Words::of(&owner, |word| !is_title(word) && !is_first_half(word))
        })
    }

    pub(super) fn product(&self) -> &Words {
        let read = || Words::of(&folded(self.profile.product.as_deref()), |_| true);
        self.product.get_or_init(read)
    }

    pub(super) fn address(&self) -> &Words {
        self.address.get_or_init(|| {
            let address = folded(self.profile.place.address.as_deref());
            Words::of(&address, |word| !is_place(word))
        })
    }

    /// Whether the name says no more than the owner's: two of one owner are then no evidence more.
    pub(super) fn named_after_owner(&self) -> bool {
        let mark = &self.named().mark;
        !mark.is_empty() && mark.is_within(self.owner())
    }

    pub(super) fn nik(&self) -> Option<Nik> {
        self.profile.nik.filter(|nik| !is_placeholder(nik.as_str()))
    }

    pub(super) fn nib(&self) -> Option<Nib> {
        self.profile.nib.filter(|nib| !is_placeholder(nib.as_str()))
    }

    pub(super) fn phone(&self) -> Option<&'p Phone> {
        self.profile.phone.as_ref().filter(|phone| !is_placeholder(phone.as_str()))
    }
}

impl Named {
    fn of(profile: &Profile) -> Self {
        let product = folded(profile.product.as_deref());
        let commodity = folded(profile.commodity.as_deref());
        let name = called_apart(&name_key(&profile.name));
        let made = |word: &str| is_trade(word) || says(&product, word) || says(&commodity, word);
        let marks: Vec<&str> =
            name.split(' ').filter(|word| !is_firm(word) && !made(word)).collect();
        let mark = Words::of(&marks.join(" "), |word| !is_call(word));
        let (tail, last) = tail(&marks);
        Self { mark, tail, last, name: Words::of(&name, |word| !is_firm(word) && !is_call(word)) }
    }
}

fn folded(text: Option<&str>) -> String {
    text.map(fold).unwrap_or_default()
}

/// The sound of the last two words that are no call, in their sorted order, and of the last.
fn tail(marks: &[&str]) -> (String, String) {
    let mut sounds: Vec<String> = marks
        .iter()
        .rev()
        .filter(|word| !is_call(word) || marks.len() == 1)
        .take(2)
        .map(|word| {
            let mut plain = String::with_capacity(word.len());
            push_plain(word, &mut plain);
            word_sound(&plain)
        })
        .collect();
    let last = sounds.first().cloned().unwrap_or_default();
    sounds.sort_unstable();
    (sounds.concat(), last)
}

/// The name with the commonest calls parted from what follows: Unimar is Uni Mar.
fn called_apart(name: &str) -> String {
    let apart = |word: &str| {
        let (call, rest) = word.split_at_checked(3)?;
        (matches!(call, "uni" | "uda") && rest.len() > 2).then(|| format!("{call} {rest}"))
    };
    let words: Vec<String> =
        name.split(' ').map(|word| apart(word).unwrap_or_else(|| word.to_owned())).collect();
    words.join(" ")
}

/// Whether `word` stands in `text`, but for a slip.
fn says(text: &str, word: &str) -> bool {
    text.split(' ').any(|own| own == word || own.len() > 3 && within(own, word, 1))
}
