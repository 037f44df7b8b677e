//! The keys under which a store looks for what a profile may resemble.

use super::Profile;
use super::key::fold;
use super::prepared::{Named, Prepared};

/// How many that share a key with a profile are compared with it at most. A key that more share,
/// such as a trade name of a whole village, tells nothing: compared one by one, they would make an
/// import of a million rows a matter of hours.
pub const MOST_CANDIDATES: u32 = 10;

/// The keys under which a store looks for what a profile may resemble. Two profiles that resemble
/// each other share at least one, or have one NIB, for which every store has an index of its own.
///
/// A key is a number that belongs to one person or business, or a conjunction of weaker things: the
/// sound of the name in a kecamatan, the sound of the owner's name with what is made there, with the
/// beginning of the business's name there, and with the whole of it anywhere in the regency. A bare
/// name is no key: in a million IKM thousands share it, and by itself it says nothing. Neither is a
/// name that only names a trade, nor a [placeholder](super::is_placeholder).
///
/// The keys hold personal data in the clear; a store keeps them no longer than the profile.
pub fn blocking_keys(profile: &Profile) -> Vec<String> {
    Prepared::of(profile).keys()
}

impl Prepared<'_> {
    /// The [`blocking_keys`] of the profile, the most telling first.
    pub fn keys(&self) -> Vec<String> {
        let profile = self.profile;
        let mut keys = Vec::with_capacity(8);
        if let Some(nik) = self.nik() {
            keys.push(format!("nik:{}", nik.as_str()));
        }
        if let Some(npwp) = &profile.npwp {
            keys.push(format!("npwp:{}", npwp.as_str()));
        }
        self.text_keys(&mut keys);
        if let Some(email) = &profile.email {
            keys.push(format!("email:{}", fold(email.as_str())));
        }
        if let Some(phone) = self.phone() {
            keys.push(format!("phone:{}", phone.as_str()));
        }
        keys
    }

    /// The keys of names, products and places.
    fn text_keys(&self, keys: &mut Vec<String>) {
        let regency = self.profile.place.regency;
        let near = self.profile.place.kecamatan.unwrap_or(regency);
        let product = self.product().first_sound();
        let Named { name, mark, tail, last } = self.named();
        let trade_only = mark.is_empty();
        if !self.owner().is_empty() {
            let (owner, name) = (self.owner().sound(), name.sound());
            let (whole, last) = if trade_only { (&name, &name) } else { (tail, last) };
            keys.push(format!("owner+name:{owner}:{whole}:{regency}"));
            keys.push(format!("owner+product:{owner}:{product}:{near}"));
            // Slips seldom come so early that both beginnings are lost.
            keys.push(format!("begin:{}:{}:{near}", head(&owner, 2), head(last, 1)));
        }
        if !trade_only {
            keys.push(format!("name:{tail}:{near}"));
            keys.push(format!("name+product:{}:{product}:{near}", head(last, 2)));
        }
    }
}

/// The first letters of a sound.
fn head(sound: &str, letters: usize) -> &str {
    sound.char_indices().nth(letters).and_then(|(end, _)| sound.get(..end)).unwrap_or(sound)
}
