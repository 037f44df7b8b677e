use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// Why two profiles resemble each other, or do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// The same NIB: certainly one business.
    SameNib,
    /// The same NIK: one person, who may have two businesses.
    SameNik,
    /// Two NIK a slip of the pen apart.
    NearlySameNik,
    /// The same NPWP.
    SameNpwp,
    /// The same telephone.
    SamePhone,
    /// The same e-mail address.
    SameEmail,
    /// The same owner's name, of two words or more.
    SameOwner,
    /// The same owner's name, of one word: many are called so.
    SameGivenName,
    /// Nearly the same owner's name.
    SimilarOwner,
    /// Nearly the same address.
    SimilarAddress,
    /// The same name of the business, of three words or more.
    SameFullName,
    /// The same name of the business.
    SameName,
    /// The same name of the business, which is that of its owner.
    SameNameAsOwner,
    /// Nearly the same name of the business.
    SimilarName,
    /// The same product.
    SameProduct,
    /// Something of the product is the same.
    SimilarProduct,
    /// The same year in which it began.
    SameYear,
    /// The same nagari.
    SameNagari,
    /// The same kecamatan.
    SameKecamatan,
    /// Two valid NIB that differ: counts against.
    OtherNib,
    /// Two valid NIK that differ: counts against.
    OtherNik,
    /// Another telephone: counts against, a little.
    OtherPhone,
    /// A man and a woman: counts against.
    OtherGender,
    /// Another owner: counts against.
    OtherOwner,
    /// Another name of the business: counts against.
    OtherName,
    /// Another product: counts against.
    OtherProduct,
    /// Another division of KBLI: counts against, a little.
    OtherDivision,
    /// Another year in which it began: counts against, a little.
    OtherYear,
    /// Another kecamatan: counts against.
    OtherKecamatan,
    /// Another nagari of one kecamatan: counts against, a little.
    OtherNagari,
    /// Another address: counts against, a little.
    OtherAddress,
}

impl Reason {
    /// The points it adds to the score, or takes from it; where they come from stands in
    /// `docs/adr/0015-when-two-records-are-one.md`.
    ///
    /// What speaks for one owner counts up to 60 points together, see [`Reason::is_of_owner`].
    pub const fn points(self) -> i32 {
        match self {
            Self::SameNib => 100,
            Self::SameFullName => 55,
            Self::SameNik | Self::SameNpwp | Self::SameName => 50,
            Self::SameOwner => 40,
            Self::SameNameAsOwner | Self::SimilarName | Self::SameProduct => 35,
            Self::SamePhone | Self::SameEmail | Self::NearlySameNik => 30,
            Self::SimilarOwner => 25,
            Self::SameGivenName | Self::SimilarAddress => 20,
            Self::SameYear => 15,
            Self::SimilarProduct => 10,
            Self::SameNagari | Self::SameKecamatan => 5,
            Self::OtherDivision | Self::OtherYear | Self::OtherAddress => -10,
            Self::OtherPhone | Self::OtherGender | Self::OtherNagari => -15,
            Self::OtherName => -20,
            Self::OtherKecamatan => -35,
            Self::OtherOwner => -45,
            Self::OtherProduct => -50,
            Self::OtherNib => -60,
            Self::OtherNik => -80,
        }
    }

    /// Whether it speaks for one owner and not for one business: a person with two businesses has
    /// one NIK, one telephone, one name and one address for both. However much of that agrees,
    /// something of the business must agree too.
    pub const fn is_of_owner(self) -> bool {
        matches!(
            self,
            Self::SameNik
                | Self::NearlySameNik
                | Self::SameNpwp
                | Self::SamePhone
                | Self::SameEmail
                | Self::SameOwner
                | Self::SameGivenName
                | Self::SimilarOwner
                | Self::SimilarAddress
        )
    }

    /// The reason in `lang`, as a listing shows it.
    pub fn label(self, lang: Lang) -> &'static str {
        let (indonesian, english) = match self {
            Self::SameNib => ("NIB sama", "same NIB"),
            Self::SameNik => ("NIK sama", "same NIK"),
            Self::NearlySameNik => ("NIK hampir sama", "NIK nearly the same"),
            Self::SameNpwp => ("NPWP sama", "same NPWP"),
            Self::SamePhone => ("telepon sama", "same telephone"),
            Self::SameEmail => ("email sama", "same e-mail"),
            Self::SameOwner => ("pemilik sama", "same owner"),
            Self::SameGivenName => ("nama depan pemilik sama", "same given name of the owner"),
            Self::SimilarOwner => ("nama pemilik mirip", "similar owner's name"),
            Self::SimilarAddress => ("alamat mirip", "similar address"),
            Self::SameFullName => ("nama usaha lengkap sama", "same full name"),
            Self::SameName => ("nama usaha sama", "same name"),
            Self::SameNameAsOwner => {
                ("nama usaha sama, dari nama pemilik", "same name, that of the owner")
            }
            Self::SimilarName => ("nama usaha mirip", "similar name"),
            Self::SameProduct => ("produk sama", "same product"),
            Self::SimilarProduct => ("produk mirip", "similar product"),
            Self::SameYear => ("tahun berdiri sama", "same year of founding"),
            Self::SameNagari => ("nagari sama", "same nagari"),
            Self::SameKecamatan => ("kecamatan sama", "same kecamatan"),
            Self::OtherNib => ("NIB berbeda", "different NIB"),
            Self::OtherNik => ("NIK berbeda", "different NIK"),
            Self::OtherPhone => ("telepon berbeda", "different telephone"),
            Self::OtherGender => ("jenis kelamin berbeda", "different gender"),
            Self::OtherOwner => ("pemilik berbeda", "different owner"),
            Self::OtherName => ("nama usaha berbeda", "different name"),
            Self::OtherProduct => ("produk berbeda", "different product"),
            Self::OtherDivision => ("divisi KBLI berbeda", "different KBLI division"),
            Self::OtherYear => ("tahun berdiri berbeda", "different year of founding"),
            Self::OtherKecamatan => ("kecamatan berbeda", "different kecamatan"),
            Self::OtherNagari => ("nagari berbeda", "different nagari"),
            Self::OtherAddress => ("alamat berbeda", "different address"),
        };
        lang.pick(indonesian, english)
    }
}
