//! What is made in the district, by KBLI 2020.

use crate::dice::Dice;

/// One line of work.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Trade {
    /// The class in KBLI 2020, five digits.
    pub(crate) kbli: &'static str,
    /// The product, as an office writes it.
    pub(crate) product: &'static str,
    /// What the product is counted in.
    pub(super) unit: &'static str,
    /// How many of a hundred owners are women.
    pub(super) women: u32,
    /// What one unit fetches, in rupiah.
    pub(super) price: u32,
}

/// Any trade, each as often as the share of its division and the trades in it make it.
pub(crate) fn any_trade(dice: &mut Dice) -> Trade {
    let all = DIVISIONS.iter().map(|(_, share, _)| *share).sum();
    let mut place = dice.below(all);
    for (_, share, trades) in DIVISIONS {
        if place < share {
            return dice.pick(trades);
        }
        place -= share;
    }
    Trade::default()
}

const fn trade(
    kbli: &'static str,
    product: &'static str,
    unit: &'static str,
    women: u32,
    price: u32,
) -> Trade {
    Trade { kbli, product, unit, women, price }
}

/// The divisions of KBLI 2020 section C with their share among the IKM of the district, in
/// thousandths or nearly so, and their trades. The shares are made up: food, embroidery, wood and
/// handicraft lead, as they do on the coast.
pub(super) const DIVISIONS: [(&str, u32, &[Trade]); 24] = [
    ("10", 420, &FOOD),
    ("11", 34, &DRINKS),
    (
        "12",
        5,
        &[
            trade("12091", "Tembakau Rajang", "kg", 20, 90_000),
            trade("12019", "Rokok Kelembak", "slop", 30, 60_000),
        ],
    ),
    ("13", 92, &TEXTILES),
    ("14", 84, &CLOTHES),
    ("15", 11, &LEATHER),
    ("16", 96, &WOOD),
    (
        "17",
        4,
        &[
            trade("17022", "Kotak Kemasan Karton", "lembar", 40, 3_500),
            trade("17099", "Kantong Kertas", "lembar", 60, 1_500),
        ],
    ),
    (
        "18",
        13,
        &[
            trade("18111", "Percetakan Undangan", "lembar", 25, 2_500),
            trade("18111", "Sablon Spanduk", "meter", 15, 25_000),
        ],
    ),
    (
        "19",
        3,
        &[
            trade("19292", "Briket Batu Bara", "kg", 10, 4_000),
            trade("19213", "Olah Ulang Minyak Pelumas", "liter", 5, 9_000),
        ],
    ),
    ("20", 26, &CHEMICALS),
    (
        "21",
        8,
        &[
            trade("21022", "Jamu Serbuk", "bungkus", 80, 15_000),
            trade("21021", "Simplisia Daun Gambir", "kg", 60, 45_000),
        ],
    ),
    (
        "22",
        6,
        &[
            trade("22121", "Karet Asap", "kg", 15, 18_000),
            trade("22292", "Ember Plastik", "buah", 20, 22_000),
        ],
    ),
    ("23", 50, &CLAY),
    (
        "24",
        3,
        &[
            trade("24320", "Cor Aluminium", "buah", 5, 65_000),
            trade("24310", "Cor Besi", "buah", 5, 85_000),
        ],
    ),
    ("25", 26, &METAL),
    (
        "26",
        3,
        &[
            trade("26490", "Rakitan Pengeras Suara", "unit", 5, 650_000),
            trade("26310", "Rakitan Radio Antarnelayan", "unit", 5, 950_000),
        ],
    ),
    (
        "27",
        4,
        &[
            trade("27404", "Lampu LED Rakitan", "buah", 10, 35_000),
            trade("27530", "Kompor Rakitan", "buah", 10, 120_000),
        ],
    ),
    (
        "28",
        5,
        &[
            trade("28250", "Mesin Parut Kelapa", "unit", 5, 1_750_000),
            trade("28210", "Mesin Perontok Padi", "unit", 5, 6_500_000),
        ],
    ),
    (
        "29",
        5,
        &[
            trade("29200", "Karoseri Bak Mobil", "unit", 5, 8_500_000),
            trade("29300", "Jok Mobil", "set", 20, 950_000),
        ],
    ),
    (
        "30",
        14,
        &[
            trade("30111", "Perahu Kayu", "unit", 5, 18_000_000),
            trade("30111", "Biduak Payang", "unit", 5, 27_500_000),
            trade("30990", "Gerobak Dorong", "unit", 5, 850_000),
        ],
    ),
    ("31", 40, &FURNITURE),
    ("32", 62, &CRAFTS),
    (
        "33",
        21,
        &[
            trade("33151", "Reparasi Perahu", "unit", 5, 1_250_000),
            trade("33122", "Reparasi Mesin Huller", "unit", 5, 900_000),
            trade("33149", "Reparasi Alat Listrik", "unit", 10, 120_000),
        ],
    ),
];

const FOOD: [Trade; 24] = [
    trade("10794", "Keripik Balado", "kg", 85, 60_000),
    trade("10794", "Keripik Singkong", "kg", 85, 45_000),
    trade("10794", "Kerupuk Ubi", "kg", 80, 38_000),
    trade("10794", "Rakik Maco", "kg", 85, 70_000),
    trade("10794", "Kerupuk Ikan", "kg", 75, 65_000),
    trade("10313", "Keripik Pisang", "kg", 85, 50_000),
    trade("10750", "Rendang Kemasan", "bungkus", 75, 75_000),
    trade("10750", "Rendang Lokan", "bungkus", 80, 65_000),
    trade("10130", "Dendeng Balado", "kg", 70, 220_000),
    trade("10211", "Ikan Asin", "kg", 45, 55_000),
    trade("10211", "Teri Kering", "kg", 45, 80_000),
    trade("10212", "Ikan Salai", "kg", 50, 95_000),
    trade("10779", "Terasi Udang", "kg", 65, 48_000),
    trade("10710", "Kue Kering", "toples", 90, 45_000),
    trade("10710", "Roti Manis", "buah", 70, 3_000),
    trade("10792", "Lemang Tapai", "batang", 80, 25_000),
    trade("10792", "Kue Basah", "buah", 90, 2_000),
    trade("10796", "Galamai", "kg", 70, 55_000),
    trade("10722", "Saka Aren", "kg", 35, 28_000),
    trade("10772", "Bumbu Rendang", "bungkus", 85, 12_500),
    trade("10772", "Samba Lado Tanak", "botol", 85, 30_000),
    trade("10391", "Tempe", "papan", 45, 5_000),
    trade("10392", "Tahu", "papan", 35, 30_000),
    trade("10631", "Huller Padi", "kg", 10, 12_000),
];

const DRINKS: [Trade; 4] = [
    trade("11052", "Air Minum Isi Ulang", "galon", 20, 6_000),
    trade("11090", "Sirup Pala", "botol", 75, 28_000),
    trade("11090", "Serbuk Jahe Merah", "bungkus", 85, 20_000),
    trade("11090", "Sari Buah Markisa", "botol", 75, 25_000),
];

const TEXTILES: [Trade; 5] = [
    trade("13912", "Sulaman Bayangan", "helai", 98, 350_000),
    trade("13922", "Mukena Sulaman", "helai", 97, 275_000),
    trade("13922", "Taplak Sulaman", "helai", 97, 120_000),
    trade("13134", "Batik Tanah Liek", "helai", 80, 320_000),
    trade("13121", "Tenun Songket", "helai", 90, 900_000),
];

const CLOTHES: [Trade; 4] = [
    trade("14120", "Jahit Pakaian", "helai", 75, 95_000),
    trade("14111", "Konveksi Seragam", "helai", 65, 85_000),
    trade("14302", "Bordir Kebaya", "helai", 92, 240_000),
    trade("14111", "Jilbab", "helai", 90, 45_000),
];

const LEATHER: [Trade; 3] = [
    trade("15121", "Tas Kain Perca", "buah", 80, 75_000),
    trade("15201", "Sandal Kulit", "pasang", 25, 65_000),
    trade("15121", "Dompet Sulaman", "buah", 88, 40_000),
];

const WOOD: [Trade; 6] = [
    trade("16292", "Anyaman Pandan", "lembar", 92, 65_000),
    trade("16292", "Anyaman Lidi", "buah", 88, 20_000),
    trade("16291", "Anyaman Rotan", "buah", 45, 85_000),
    trade("16221", "Kusen dan Pintu", "set", 5, 950_000),
    trade("16293", "Ukiran Kayu", "buah", 10, 450_000),
    trade("16101", "Penggergajian Kayu", "m3", 3, 2_800_000),
];

const CHEMICALS: [Trade; 4] = [
    trade("20294", "Minyak Serai Wangi", "kg", 15, 180_000),
    trade("20294", "Minyak Nilam", "kg", 15, 650_000),
    trade("20119", "Gambir", "kg", 30, 42_000),
    trade("20231", "Sabun Cuci Piring", "botol", 75, 10_000),
];

const CLAY: [Trade; 4] = [
    trade("23921", "Batu Bata", "ribu", 25, 650_000),
    trade("23953", "Batako dan Paving", "buah", 8, 3_500),
    trade("23922", "Genteng Tanah Liat", "ribu", 20, 1_900_000),
    trade("23932", "Gerabah", "buah", 60, 25_000),
];

const METAL: [Trade; 3] = [
    trade("25931", "Pandai Besi", "buah", 4, 75_000),
    trade("25111", "Las Pagar dan Teralis", "m2", 4, 450_000),
    trade("25992", "Dandang Aluminium", "buah", 15, 135_000),
];

const FURNITURE: [Trade; 3] = [
    trade("31001", "Mebel Kayu", "unit", 8, 1_600_000),
    trade("31002", "Kursi Rotan", "set", 15, 1_250_000),
    trade("31009", "Kasur Kapuk", "buah", 30, 350_000),
];

const CRAFTS: [Trade; 6] = [
    trade("32903", "Kerajinan Tempurung", "buah", 55, 30_000),
    trade("32903", "Souvenir Kulit Kerang", "buah", 70, 25_000),
    trade("32909", "Sapu Ijuk", "buah", 45, 18_000),
    trade("32905", "Serat Sabut Kelapa", "kg", 20, 4_500),
    trade("32111", "Batu Akik", "buah", 8, 150_000),
    trade("32201", "Talempong", "set", 10, 1_800_000),
];
