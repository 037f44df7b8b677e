//! The parts of which the names of the labelled set are put together. They stand here and not in the
//! code that compares names, which must not know them.

/// Beginnings and ends of the given names that Minang parents compose for their sons.
pub(super) const HIS_HEAD: [&str; 32] = [
    "Af", "Al", "Am", "As", "Bas", "Dar", "Das", "Ed", "Ef", "Er", "Fir", "Gus", "Has", "Hen",
    "Jas", "Jon", "Kas", "Mas", "Nas", "Nof", "Rus", "Sam", "Syaf", "Syam", "Tam", "War", "Wen",
    "Yas", "Yon", "Yul", "Yus", "Zul",
];
pub(super) const HIS_TAIL: [&str; 20] = [
    "rizal", "ril", "man", "mon", "di", "drizal", "hendri", "fikar", "kifli", "wardi", "nedi",
    "maldi", "sal", "nur", "rial", "udin", "wir", "win", "fitra", "marlis",
];

/// The same for daughters.
pub(super) const HER_HEAD: [&str; 34] = [
    "Asma", "Bas", "Dar", "Das", "Des", "Elfi", "Er", "Fat", "Gus", "Has", "Hel", "Ida", "Jas",
    "Kas", "Las", "Lis", "Mar", "Mis", "Mur", "Neli", "Nof", "Nur", "Rat", "Ref", "Ros", "Sal",
    "Suar", "Syam", "Tis", "Wir", "Yar", "Yen", "Yul", "Zai",
];
pub(super) const HER_TAIL: [&str; 20] = [
    "wati", "nidar", "maniar", "niar", "lina", "dewi", "mawati", "hayati", "baiti", "lela", "neti",
    "neli", "yanti", "miati", "fitri", "sidar", "rida", "mida", "liza", "hasni",
];

/// Given names that are not composed, the frequent ones first.
pub(super) const HIS: [&str; 40] = [
    "Zainal", "Ridwan", "Syahrul", "Irwan", "Hendri", "Rahmat", "Yusuf", "Ahmad", "Ismail",
    "Ibrahim", "Taufik", "Firdaus", "Marzuki", "Idris", "Bahar", "Bustami", "Jamal", "Khairul",
    "Lukman", "Mukhlis", "Nazar", "Rusli", "Saiful", "Sutan", "Thamrin", "Usman", "Wahid", "Yunus",
    "Zakaria", "Zubir", "Anwar", "Burhan", "Chairil", "Djamaris", "Fachri", "Hasyim", "Ilyas",
    "Junaidi", "Kamil", "Latif",
];
pub(super) const HER: [&str; 40] = [
    "Salmiah", "Fatimah", "Aisyah", "Rohani", "Upik", "Marni", "Nuraini", "Rosna", "Yulia",
    "Eliza", "Rita", "Yenti", "Mariani", "Hasnah", "Zubaidah", "Zuraida", "Syafrida", "Suryani",
    "Ratna", "Oktavia", "Marlina", "Kartini", "Indra", "Helmi", "Gusti", "Fitri", "Erna", "Desi",
    "Citra", "Aminah", "Badriah", "Chadijah", "Djuwita", "Halimah", "Juriah", "Khadijah",
    "Maimunah", "Nuriah", "Ramlah", "Siti",
];

/// What stands behind a given name that is no father's name: suku, and names that are second names.
pub(super) const SECOND: [&str; 28] = [
    "Koto",
    "Piliang",
    "Caniago",
    "Jambak",
    "Tanjung",
    "Sikumbang",
    "Malayu",
    "Panyalai",
    "Guci",
    "Mandaliko",
    "Putra",
    "Saputra",
    "Hidayat",
    "Efendi",
    "Ramadhan",
    "Syahputra",
    "Hakim",
    "Putri",
    "Sari",
    "Rahayu",
    "Lestari",
    "Safitri",
    "Wahyuni",
    "Hasanah",
    "Zahara",
    "Permata",
    "Syafii",
    "Nasution",
];

pub(super) const HIS_TITLE: [&str; 5] = ["H.", "Dt.", "Sutan", "Sidi", "Bagindo"];
pub(super) const HER_TITLE: [&str; 3] = ["Hj.", "Hj.", "Dra."];

/// How customers call the maker; any of them may stand before the given name.
pub(super) const HIS_CALL: [&str; 6] = ["Uda", "Pak", "Da", "Ajo", "Bang", "Mak Etek"];
pub(super) const HER_CALL: [&str; 7] = ["Uni", "Etek", "Bundo", "Amak", "Ni", "Bu", "Ibu"];

/// The first words of a business that is not called after its owner.
pub(super) const BRAND_HEAD: [&str; 36] = [
    "Anak", "Bahari", "Barokah", "Berkah", "Bintang", "Bukit", "Bundo", "Cahaya", "Carocok",
    "Delima", "Dua", "Duo", "Family", "Gadih", "Harapan", "Indah", "Jaya", "Karya", "Kasih",
    "Kubu", "Lubuk", "Mandeh", "Mekar", "Minang", "Mutiara", "Nabila", "Ombak", "Pandan", "Puti",
    "Rezeki", "Rizki", "Sabai", "Salero", "Sinar", "Sumber", "Tuah",
];
/// The last words, with the empty one for a name of one word.
pub(super) const BRAND_TAIL: [&str; 36] = [
    "",
    "",
    "Abadi",
    "Aluih",
    "Ayu",
    "Baru",
    "Bersama",
    "Biru",
    "Bundo",
    "Elok",
    "Emas",
    "Ibu",
    "Indah",
    "Jaya",
    "Kanduang",
    "Lestari",
    "Mandiri",
    "Minang",
    "Muda",
    "Nagari",
    "Pagi",
    "Pesisir",
    "Putra",
    "Putri",
    "Rancak",
    "Raya",
    "Rizki",
    "Saiyo",
    "Sakato",
    "Saudara",
    "Sari",
    "Sejahtera",
    "Sepakat",
    "Timur",
    "Utama",
    "Wangi",
];

/// Streets and kampung, the latter repeated in many nagari.
pub(super) const STREET: [&str; 24] = [
    "Jl. Sutan Syahrir",
    "Jl. Imam Bonjol",
    "Jl. Ahmad Yani",
    "Jl. Pemuda",
    "Jl. Pasar Baru",
    "Jl. Raya Padang-Bengkulu",
    "Kampung Koto",
    "Kampung Tangah",
    "Kampung Pasar",
    "Kampung Luhung",
    "Kampung Rawang",
    "Kampung Kubang",
    "Kampung Pulai",
    "Kampung Muaro",
    "Kampung Simpang",
    "Kampung Ladang",
    "Kampung Aie Dingin",
    "Kampung Sungai Talang",
    "Kampung Bukit",
    "Kampung Padang Laban",
    "Kampung Baru",
    "Kampung Lubuk",
    "Kampung Tanjung",
    "Kampung Sawah",
];

/// A product and two other ways in which another office writes it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Product {
    pub(super) name: &'static str,
    pub(super) others: [&'static str; 2],
    /// Two digits of KBLI, which two lists agree on more often than on words.
    pub(super) division: &'static str,
    /// The one word by which a business of nothing but its trade is called.
    pub(super) trade: &'static str,
}

const fn made(
    division: &'static str,
    trade: &'static str,
    name: &'static str,
    others: [&'static str; 2],
) -> Product {
    Product { name, others, division, trade }
}

pub(super) const PRODUCTS: [Product; 48] = [
    made("10", "Kerupuk", "Kerupuk Ubi", ["Kerupuk Singkong", "Krupuk Ubi"]),
    made("10", "Keripik", "Keripik Balado", ["Kripik Balado", "Keripik Singkong Balado"]),
    made("10", "Keripik", "Keripik Pisang", ["Kripik Pisang", "Keripik Pisang Manis"]),
    made("10", "Rakik", "Rakik Maco", ["Peyek Maco", "Rakik Ikan Maco"]),
    made("10", "Kerupuk", "Kerupuk Ikan", ["Kerupuk Ikan Tenggiri", "Krupuk Ikan"]),
    made("10", "Rendang", "Rendang Daging", ["Rendang", "Rendang Kemasan"]),
    made("10", "Rendang", "Rendang Lokan", ["Randang Lokan", "Rendang Kerang"]),
    made("10", "Dendeng", "Dendeng Balado", ["Dendeng", "Dendeng Batokok"]),
    made("10", "Ikan Kering", "Ikan Asin", ["Ikan Kering", "Ikan Asin Kering"]),
    made("10", "Ikan Kering", "Teri Kering", ["Ikan Teri", "Teri Asin"]),
    made("10", "Salai", "Ikan Salai", ["Salai Ikan", "Ikan Asap"]),
    made("10", "Terasi", "Terasi Udang", ["Terasi", "Belacan"]),
    made("10", "Kue", "Kue Kering", ["Aneka Kue Kering", "Kue Kacang"]),
    made("10", "Roti", "Roti Manis", ["Roti", "Roti dan Kue"]),
    made("10", "Kue", "Kue Basah", ["Aneka Kue Basah", "Kue Tradisional"]),
    made("10", "Lemang", "Lemang Tapai", ["Lamang Tapai", "Lemang"]),
    made("10", "Galamai", "Galamai", ["Gelamai", "Galamai Tapian"]),
    made("10", "Gula Merah", "Gula Aren", ["Saka Aren", "Gula Merah"]),
    made("10", "Bumbu", "Bumbu Rendang", ["Bumbu Masak", "Bumbu Giling"]),
    made("10", "Tahu", "Tahu", ["Tahu Putih", "Tahu Sumedang"]),
    made("10", "Tempe", "Tempe", ["Tempe Kedelai", "Tempe Daun"]),
    made("10", "Huller", "Huller Padi", ["Penggilingan Padi", "Heler Padi"]),
    made("11", "Depot Air", "Air Minum Isi Ulang", ["Depot Air Minum", "Air Isi Ulang"]),
    made("11", "Sirup", "Sirup Pala", ["Sirop Pala", "Minuman Pala"]),
    made("11", "Kopi", "Kopi Bubuk", ["Kopi", "Bubuk Kopi"]),
    made("13", "Sulaman", "Sulaman Bayangan", ["Sulam Bayangan", "Bordir dan Sulaman"]),
    made("13", "Tenun", "Tenun Songket", ["Songket", "Kain Tenun"]),
    made("13", "Batik", "Batik Tanah Liek", ["Batik", "Batik Tanah Liat"]),
    made("14", "Jahit", "Jahit Pakaian", ["Penjahit", "Pakaian Jadi"]),
    made("14", "Konveksi", "Konveksi Seragam", ["Konveksi", "Seragam Sekolah"]),
    made("14", "Bordir", "Bordir Kebaya", ["Bordir", "Kebaya Bordir"]),
    made("15", "Sandal", "Sandal Kulit", ["Sendal Kulit", "Sepatu dan Sandal"]),
    made("16", "Anyaman", "Anyaman Pandan", ["Tikar Pandan", "Anyaman Mansiang"]),
    made("16", "Anyaman", "Anyaman Lidi", ["Kerajinan Lidi", "Piring Lidi"]),
    made("16", "Kusen", "Kusen dan Pintu", ["Kusen", "Kusen Pintu Jendela"]),
    made("16", "Ukiran", "Ukiran Kayu", ["Ukir Kayu", "Kerajinan Ukir"]),
    made("18", "Percetakan", "Percetakan Undangan", ["Percetakan", "Cetak Undangan"]),
    made("20", "Gambir", "Gambir", ["Gambir Kering", "Pengolahan Gambir"]),
    made("20", "Minyak Atsiri", "Minyak Serai Wangi", ["Serai Wangi", "Minyak Atsiri"]),
    made("20", "Minyak Atsiri", "Minyak Nilam", ["Nilam", "Penyulingan Nilam"]),
    made("23", "Batu Bata", "Batu Bata", ["Bata Merah", "Bata"]),
    made("23", "Batako", "Batako dan Paving", ["Batako", "Paving Blok"]),
    made("25", "Pandai Besi", "Pandai Besi", ["Apa Basi", "Parang dan Pisau"]),
    made("25", "Las", "Las Pagar dan Teralis", ["Bengkel Las", "Teralis"]),
    made("31", "Perabot", "Mebel Kayu", ["Perabot", "Meubel"]),
    made("31", "Perabot", "Kursi Rotan", ["Mebel Rotan", "Rotan"]),
    made("32", "Sapu", "Sapu Ijuk", ["Sapu", "Sapu Ijuak"]),
    made("30", "Perahu", "Perahu Kayu", ["Kapal Kayu", "Biduak"]),
];
