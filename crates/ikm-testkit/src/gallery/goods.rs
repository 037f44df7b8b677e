//! What a gallery can show of what the district makes.

/// How a product is sold.
#[derive(Clone, Copy, Debug)]
pub(super) struct Goods {
    /// The product, as the district's list writes it.
    pub(super) product: &'static str,
    pub(super) category: Category,
    /// What the cheapest and the dearest kind cost, in steps of five hundred rupiah.
    pub(super) steps: (u32, u32),
}

/// A shelf of the gallery.
#[derive(Clone, Copy, Debug)]
pub(super) struct Category {
    /// As an intake note writes it.
    pub(super) name: &'static str,
    /// The beginning of its skus.
    pub(super) prefix: &'static str,
    /// Days from intake to the last day of sale, for what spoils.
    pub(super) keeps_days: Option<u32>,
    /// Pieces that a maker brings at once, fewest and most.
    pub(super) brings: (u32, u32),
    /// What the kinds of one product are called, the cheaper ones first.
    pub(super) variants: &'static [&'static str],
}

const FOOD: Category = Category {
    name: "makanan",
    prefix: "MK",
    keeps_days: Some(120),
    brings: (5, 15),
    variants: &["100 g", "200 g", "250 g", "500 g", "1 kg", "kotak hadiah"],
};
const FRESH: Category = Category { keeps_days: Some(45), ..FOOD };
const DRINKS: Category = Category {
    name: "minuman",
    prefix: "MN",
    keeps_days: Some(180),
    brings: (4, 12),
    variants: &["150 ml", "250 ml", "350 ml", "500 ml", "1 liter", "kotak isi 3"],
};
const CLOTH: Category = Category {
    name: "sulaman dan kain",
    prefix: "SK",
    keeps_days: None,
    brings: (1, 3),
    variants: &["merah", "hitam", "hijau lumut", "krem", "biru laut", "ungu"],
};
const CLOTHES: Category = Category {
    name: "pakaian",
    prefix: "PK",
    keeps_days: None,
    brings: (1, 4),
    variants: &["S", "M", "L", "XL", "anak", "semua ukuran"],
};
const CRAFTS: Category = Category {
    name: "kerajinan",
    prefix: "KR",
    keeps_days: None,
    brings: (2, 6),
    variants: &["kecil", "sedang", "besar", "motif bunga", "motif rumah gadang", "satu set"],
};
const CARE: Category = Category {
    name: "perawatan dan jamu",
    prefix: "PJ",
    keeps_days: Some(270),
    brings: (3, 10),
    variants: &["kemasan kecil", "kemasan sedang", "kemasan besar", "isi 3", "isi 5", "isi 10"],
};

const fn goods(product: &'static str, category: Category, steps: (u32, u32)) -> Goods {
    Goods { product, category, steps }
}

/// Everything that is brought to the gallery; huller, brick and boat are not.
const SHELVES: [Goods; 40] = [
    goods("Keripik Balado", FOOD, (24, 70)),
    goods("Keripik Singkong", FOOD, (16, 50)),
    goods("Kerupuk Ubi", FOOD, (16, 44)),
    goods("Rakik Maco", FOOD, (20, 56)),
    goods("Kerupuk Ikan", FOOD, (20, 60)),
    goods("Keripik Pisang", FOOD, (18, 52)),
    goods("Rendang Kemasan", FOOD, (70, 190)),
    goods("Rendang Lokan", FOOD, (60, 170)),
    goods("Dendeng Balado", FOOD, (80, 220)),
    goods("Ikan Asin", FOOD, (30, 90)),
    goods("Teri Kering", FOOD, (40, 110)),
    goods("Ikan Salai", FRESH, (40, 120)),
    goods("Terasi Udang", FOOD, (20, 60)),
    goods("Kue Kering", FRESH, (40, 100)),
    goods("Galamai", FRESH, (36, 100)),
    goods("Saka Aren", FOOD, (24, 60)),
    goods("Bumbu Rendang", FOOD, (20, 50)),
    goods("Samba Lado Tanak", FRESH, (40, 80)),
    goods("Sirup Pala", DRINKS, (44, 90)),
    goods("Serbuk Jahe Merah", DRINKS, (30, 70)),
    goods("Sari Buah Markisa", DRINKS, (20, 60)),
    goods("Sulaman Bayangan", CLOTH, (500, 1_500)),
    goods("Mukena Sulaman", CLOTH, (450, 1_100)),
    goods("Taplak Sulaman", CLOTH, (160, 500)),
    goods("Batik Tanah Liek", CLOTH, (400, 1_400)),
    goods("Tenun Songket", CLOTH, (1_200, 4_000)),
    goods("Bordir Kebaya", CLOTHES, (360, 900)),
    goods("Jilbab", CLOTHES, (60, 180)),
    goods("Tas Kain Perca", CRAFTS, (90, 300)),
    goods("Sandal Kulit", CLOTHES, (100, 260)),
    goods("Dompet Sulaman", CRAFTS, (50, 140)),
    goods("Anyaman Pandan", CRAFTS, (60, 220)),
    goods("Anyaman Lidi", CRAFTS, (30, 90)),
    goods("Anyaman Rotan", CRAFTS, (100, 360)),
    goods("Ukiran Kayu", CRAFTS, (200, 900)),
    goods("Kerajinan Tempurung", CRAFTS, (30, 140)),
    goods("Souvenir Kulit Kerang", CRAFTS, (20, 120)),
    goods("Minyak Serai Wangi", CARE, (40, 120)),
    goods("Jamu Serbuk", CARE, (24, 60)),
    goods("Batu Akik", CRAFTS, (100, 800)),
];

/// What is on the shelf for other products: something made by hand.
const OTHER: Goods = goods("", CRAFTS, (40, 200));

/// Whether a gallery would show `product`, one of those in the district's list.
///
/// ```
/// use ikm_testkit::gallery;
/// assert!(gallery::shows("Keripik Balado"));
/// assert!(!gallery::shows("Huller Padi"));
/// ```
pub fn shows(product: &str) -> bool {
    SHELVES.iter().any(|goods| goods.product == product)
}

pub(super) fn goods_of(product: &str) -> Goods {
    SHELVES.into_iter().find(|goods| goods.product == product).unwrap_or(OTHER)
}
