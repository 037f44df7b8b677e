//! The words of a product as people write it, made ready to be compared.

use crate::registry::fold;

/// Spellings and forms of one word, each with the one under which phrases have it.
const SPELLINGS: [(&str, &str); 71] = [
    ("anyam", "anyaman"),
    ("bengkel", "reparasi"),
    ("baju", "pakaian"),
    ("bordiran", "bordir"),
    ("busana", "pakaian"),
    ("cabe", "cabai"),
    ("cinderamata", "suvenir"),
    ("coklat", "cokelat"),
    ("dudol", "dodol"),
    ("furnitur", "mebel"),
    ("furniture", "mebel"),
    ("gelamai", "galamai"),
    ("giling", "penggilingan"),
    ("gilingan", "penggilingan"),
    ("gordyn", "gorden"),
    ("hordeng", "gorden"),
    ("huller", "penggilingan"),
    ("heler", "penggilingan"),
    ("jahit", "penjahit"),
    ("jahitan", "penjahit"),
    ("kalamai", "galamai"),
    ("kaus", "kaos"),
    ("karupuak", "kerupuk"),
    ("karupuk", "kerupuk"),
    ("kripik", "keripik"),
    ("krupuk", "kerupuk"),
    ("kosen", "kusen"),
    ("lamang", "lemang"),
    ("lado", "cabai"),
    ("mebeler", "mebel"),
    ("mebeleur", "mebel"),
    ("mendoang", "mendong"),
    ("menjahit", "penjahit"),
    ("menempa", "tempa"),
    ("meubel", "mebel"),
    ("meubelair", "mebel"),
    ("meubiler", "mebel"),
    ("mie", "mi"),
    ("mukenah", "mukena"),
    ("penempaan", "tempa"),
    ("penjahitan", "penjahit"),
    ("perabot", "mebel"),
    ("perbaikan", "reparasi"),
    ("printing", "percetakan"),
    ("rajutan", "rajut"),
    ("rakiak", "rakik"),
    ("randang", "rendang"),
    ("sambel", "sambal"),
    ("samba", "sambal"),
    ("sendal", "sandal"),
    ("sepray", "sprei"),
    ("seprai", "sprei"),
    ("serbuk", "bubuk"),
    ("service", "reparasi"),
    ("servis", "reparasi"),
    ("servise", "reparasi"),
    ("sirop", "sirup"),
    ("souvenir", "suvenir"),
    ("sovenir", "suvenir"),
    ("sulam", "sulaman"),
    ("tailor", "penjahit"),
    ("tapai", "tape"),
    ("tapay", "tape"),
    ("taylor", "penjahit"),
    ("tehnik", "teknik"),
    ("tenunan", "tenun"),
    ("teralies", "teralis"),
    ("tralis", "teralis"),
    ("ubek", "obat"),
    ("ukir", "ukiran"),
    ("block", "blok"),
];

/// Words that say nothing of what is made.
const FILLERS: [&str; 40] = [
    "aneka",
    "asli",
    "berbagai",
    "besar",
    "camilan",
    "cemilan",
    "cap",
    "dari",
    "dll",
    "dsb",
    "home",
    "ikm",
    "industri",
    "jasa",
    "jenis",
    "kecil",
    "kelompok",
    "khas",
    "lainnya",
    "macam",
    "makanan",
    "menerima",
    "merk",
    "oleh",
    "olahan",
    "pembuat",
    "pembuatan",
    "pengolah",
    "pengolahan",
    "pengrajin",
    "perajin",
    "produk",
    "produksi",
    "rumahan",
    "ringan",
    "snack",
    "tukang",
    "untuk",
    "usaha",
    "yang",
];

/// Words with which a trade or a service begins: what follows is sold, not made.
const TRADES: [&str; 17] = [
    "agen",
    "catering",
    "dagang",
    "grosir",
    "jual",
    "jualan",
    "katering",
    "kedai",
    "kios",
    "laundry",
    "pedagang",
    "penjual",
    "penjualan",
    "rental",
    "sewa",
    "toko",
    "warung",
];

/// The word with which every repair begins, after [`SPELLINGS`].
pub(super) const REPAIR: &str = "reparasi";

/// The products that a text names, each in its words: parted at commas, slashes, `&`, `+` and *dan*.
pub(super) fn parts(text: &str) -> Vec<Vec<String>> {
    let named = text.split([',', ';', '/', '&', '+', '\n']).flat_map(|part| {
        let folded = fold(part);
        folded.split(" dan ").map(words).collect::<Vec<_>>()
    });
    named.filter(|words| !words.is_empty()).collect()
}

/// The words of one product that say something, in the spelling of phrases.
fn words(folded: &str) -> Vec<String> {
    let all = || folded.split(' ').filter(|word| !word.is_empty());
    let telling = all().filter(|word| !FILLERS.contains(word)).map(spelling).map(str::to_owned);
    telling.collect()
}

/// The spelling of a folded word under which phrases have it.
fn spelling(word: &str) -> &str {
    SPELLINGS.iter().find(|(written, _)| *written == word).map_or(word, |(_, meant)| meant)
}

/// Whether a product is sold rather than made.
pub(super) fn is_trade(words: &[String]) -> bool {
    words.first().is_some_and(|word| TRADES.contains(&word.as_str()))
}

/// Words of titles that say nothing of what is made.
const TITLE_FILLERS: [&str; 9] = [
    "bahan",
    "barang",
    "berbasis",
    "kegiatan",
    "keperluan",
    "sejenisnya",
    "termasuk",
    "tidak",
    "ytdl",
];

/// The telling words of a title of KBLI: without what it excludes and what stands in brackets.
pub(super) fn of_title(title: &str) -> Vec<String> {
    let open = title.find('(').unwrap_or(title.len());
    let folded = fold(title.get(..open).unwrap_or(title));
    let kept = folded.split(" bukan ").next().unwrap_or_default();
    let mut words = words(kept);
    words.retain(|word| word != "dan" && !TITLE_FILLERS.contains(&word.as_str()));
    words.sort_unstable();
    words.dedup();
    words
}
