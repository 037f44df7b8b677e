//! The headers by which offices call what a column holds.

use std::collections::HashMap;

use crate::field::{Field, NAMES};

/// How sure a header is: the canonical one, a spelling that can mean nothing else, one that
/// usually means this, and one that means this when nothing better claims the field.
pub(crate) const CANONICAL: u8 = 100;
const SURE: u8 = 90;
const USUAL: u8 = 70;
const WEAK: u8 = 40;
/// A header one letter away from a sure one.
pub(crate) const GUESSED: u8 = 30;

/// The spellings that offices use, as header keys.
#[rustfmt::skip]
const SPELLINGS: &[(Field, u8, &[&str])] = &[
    (Field::Name, SURE, &[
        "nama usaha", "nama industri", "nama perusahaan", "nama ikm umkm", "nama umkm", "nama ukm", "nama unit usaha", "nama badan usaha",
        "nama usaha ikm", "nama ikm usaha", "nama usaha industri", "nama industri usaha", "nama perusahaan ikm", "nama perusahaan industri",
        "nama industri kecil", "nama merek usaha", "unit usaha", "nama toko", "nama kelompok usaha", "business name", "company name",
    ]),
    (Field::Name, USUAL, &["ikm", "usaha", "perusahaan", "industri", "nama merek", "nama dagang"]),
    (Field::Name, SURE, &[
        "nama ukm ikm", "nama ikm ukm", "nama umkm ikm", "nama usaha umkm", "nama usaha kelompok", "nama perusahaan pemilik", "nama usaha pemilik",
        "nama perusahaan usaha", "nama usaha perusahaan", "name of business", "enterprise name", "trade name", "business",
    ]),
    (Field::Name, WEAK, &["nama", "name"]),
    (Field::Owner, SURE, &[
        "pemilik", "nama pemilik usaha", "nama pengusaha", "pemilik usaha", "nama pelaku usaha", "nama pelaku ikm", "nama pimpinan", "pimpinan",
        "nama penanggung jawab", "penanggung jawab", "nama pemilik pimpinan", "nama pemilik penanggung jawab", "pengusaha", "owner", "nama lengkap pemilik",
    ]),
    (Field::Owner, SURE, &[
        "nama penanggungjawab", "penanggungjawab", "nama pengrajin", "pengrajin", "nama perajin", "perajin", "nama wirausaha", "nama pengelola",
        "nama pelaku", "owner name", "name of owner", "proprietor",
    ]),
    (Field::Owner, USUAL, &["nama lengkap", "pelaku usaha", "nama ketua", "kontak person", "contact person"]),
    (Field::Owner, WEAK - 10, &["nama", "name"]),
    (Field::Gender, SURE, &["jk", "kelamin", "gender", "jenis kelamin l p", "jenis kelamin pemilik", "l p", "sex"]),
    (Field::Nik, SURE, &[
        "no nik", "nomor nik", "nik pemilik", "no ktp", "nomor ktp", "ktp", "nik ktp", "no ktp nik", "no nik ktp", "nik no ktp", "nomor induk kependudukan",
    ]),
    (Field::Nik, SURE, &[
        "nik pelaku usaha", "nik pengusaha", "nik penanggung jawab", "nomor identitas", "national id", "national id number", "nik owner",
    ]),
    (Field::Npwp, SURE, &["npwp usaha", "npwp pemilik", "npwp perusahaan", "tax number", "tax id"]),
    (Field::Nib, SURE, &[
        "izin usaha nib", "nib izin usaha", "nib nomor", "legalitas nib", "nomor induk berusaha nib", "business license number nib",
        "business license number", "business number",
    ]),
    (Field::Phone, SURE, &[
        "phone number", "mobile", "mobile number", "mobile phone", "cell phone", "telephone", "nomor telepon wa", "telepon wa", "nomor hp aktif",
        "nomor kontak", "nomor telepon whatsapp", "telepon whatsapp", "hp aktif", "nomor telepon aktif",
    ]),
    (Field::Email, SURE, &["email address", "email usaha"]),
    (Field::Address, SURE, &["business address", "alamat usaha lengkap", "alamat domisili usaha", "alamat jalan"]),
    (Field::Address, USUAL, &["alamat rumah", "alamat domisili", "domisili"]),
    (Field::Kecamatan, SURE, &["district", "subdistrict", "sub district", "kecamatan lokasi usaha", "kecamatan alamat usaha"]),
    (Field::Nagari, SURE, &["village", "kel nagari", "nagari usaha", "desa kelurahan nagari", "nagari desa kelurahan", "kelurahan desa nagari", "wali nagari"]),
    (Field::PostalCode, SURE, &["zip", "zip code", "post code"]),
    (Field::Latitude, SURE, &["koordinat y", "titik koordinat lintang"]),
    (Field::Longitude, SURE, &["koordinat x", "titik koordinat bujur"]),
    (Field::Kbli, SURE, &["kbli code", "kelompok kbli", "kode klasifikasi kbli", "kbli utama"]),
    (Field::Commodity, SURE, &["commodity", "komoditi utama", "komoditas unggulan"]),
    (Field::Commodity, USUAL, &[
        "jenis usaha ikm", "kelompok usaha", "sub sektor", "subsektor", "jenis kegiatan usaha", "kegiatan usaha", "type of business", "business type",
        "bidang usaha jenis usaha", "jenis bidang usaha",
    ]),
    (Field::Product, SURE, &[
        "main product", "products", "jenis produk yang dihasilkan", "produk yang diproduksi", "nama barang", "barang yang dihasilkan", "produk usaha",
        "jenis produk utama", "produk dihasilkan", "jenis produk komoditi", "hasil produk", "produksi utama",
    ]),
    (Field::LegalForm, SURE, &["legal form", "bentuk perusahaan", "jenis perusahaan", "bentuk badan hukum usaha", "status badan hukum"]),
    (Field::FoundedYear, SURE, &["year established", "year founded", "established", "tahun berdirinya usaha", "tahun berdiri perusahaan", "berdiri"]),
    (Field::WorkersMale, SURE, &["male workers", "male employees", "workers male", "employees male", "jumlah tenaga kerja laki", "naker l"]),
    (Field::WorkersFemale, SURE, &["female workers", "female employees", "workers female", "employees female", "naker p"]),
    (Field::Workers, SURE, &[
        "workers", "employees", "number of workers", "number of employees", "total workers", "total employees", "naker", "jumlah naker",
        "jumlah tenaga", "total tenaga kerja l p", "jumlah tenaga kerja l p", "tenaga kerja l p jumlah", "banyaknya tenaga kerja",
    ]),
    (Field::Investment, SURE, &[
        "investment", "investment value", "value of investment", "nilai investasi modal", "nilai modal usaha", "besaran investasi", "modal investasi usaha",
        "nilai investasi tidak termasuk tanah dan bangunan", "nilai investasi di luar tanah dan bangunan", "nilai investasi di luar tanah bangunan",
        "nilai investasi tanpa tanah dan bangunan", "investasi usaha", "jumlah nilai investasi",
    ]),
    (Field::Investment, USUAL, &["capital", "jumlah modal usaha", "modal awal"]),
    (Field::ProductionValue, SURE, &[
        "production value", "value of production", "nilai produksi setahun", "nilai produksi tahunan", "jumlah nilai produksi", "nilai produksi pertahun",
    ]),
    (Field::RawMaterialValue, SURE, &["raw material value", "value of raw material", "value of raw materials", "jumlah nilai bahan baku", "nilai bahan baku setahun"]),
    (Field::Sales, SURE, &[
        "sales", "annual sales", "turnover", "annual turnover", "revenue", "annual revenue", "omzet usaha", "omzet penjualan", "penjualan tahun",
        "penjualan tahunan", "nilai penjualan tahun", "nilai penjualan per tahun", "omzet setahun", "omzet pertahun", "jumlah omzet",
    ]),
    (Field::Capacity, SURE, &["production capacity", "capacity", "kapasitas produksi terpasang", "kapasitas produksi setahun", "kapasitas terpasang tahun"]),
    (Field::CapacityUnit, USUAL, &["unit", "capacity unit", "satuan produk"]),
    (Field::FiguresYear, WEAK, &["year", "data year"]),
    (Field::Pirt, SURE, &["pirt nomor", "izin p irt", "nomor izin pirt", "nomor izin p irt", "sertifikat pirt", "nomor sertifikat pirt", "sertifikat p irt"]),
    (Field::Halal, SURE, &["halal nomor", "nomor halal", "nomor sertifikasi halal", "halal certificate", "nomor sertifikat halal bpjph", "label halal"]),
    (Field::Notes, SURE, &["remarks", "note", "keterangan lain"]),
    (Field::Npwp, SURE, &["no npwp", "nomor npwp", "nomor pokok wajib pajak"]),
    (Field::Nib, SURE, &["no nib", "nomor nib", "nomor induk berusaha", "no nib oss", "nib oss"]),
    (Field::Phone, SURE, &[
        "telp", "tlp", "no telp", "no tlp", "no telepon", "nomor telepon", "nomor telp", "hp", "no hp", "nomor hp", "no telp hp", "no hp telp", "no hp wa",
        "no wa hp", "no wa", "nomor wa", "no whatsapp", "whatsapp", "nomor whatsapp", "nomor handphone", "no handphone", "handphone", "telepon hp", "telp hp",
        "hp wa", "kontak", "no kontak", "phone", "nomor telepon hp", "no telepon hp",
    ]),
    (Field::Email, SURE, &["e mail", "alamat email", "surel", "alamat surel", "alamat e mail"]),
    (Field::Address, SURE, &[
        "alamat usaha", "alamat perusahaan", "alamat industri", "alamat ikm", "alamat lengkap", "alamat tempat usaha", "alamat produksi", "jalan", "address",
        "alamat pemilik",
    ]),
    (Field::Address, USUAL, &["lokasi", "lokasi usaha", "tempat usaha"]),
    (Field::Regency, SURE, &[
        "kab", "kab kota", "kabupaten kota", "kota kabupaten", "nama kabupaten", "nama kabupaten kota", "kode kabupaten", "kode kab", "regency",
    ]),
    (Field::KecamatanCode, SURE, &["kode kec", "id kecamatan", "kd kecamatan", "kd kec"]),
    (Field::KecamatanCode, USUAL, &["kode wilayah"]),
    (Field::Kecamatan, SURE, &["kec", "nama kecamatan", "kecamatan usaha"]),
    (Field::NagariCode, SURE, &["kode desa", "kode kelurahan", "kode desa kelurahan", "kd nagari", "id nagari"]),
    (Field::Nagari, SURE, &[
        "nama nagari", "nagari desa", "desa nagari", "desa", "kelurahan", "desa kelurahan", "kelurahan desa", "kelurahan nagari", "nagari kelurahan", "kel desa",
        "desa kel", "kel", "nagari kel", "nama desa", "nama kelurahan", "kenagarian",
    ]),
    (Field::PostalCode, SURE, &["kodepos", "kode pos usaha", "postal code"]),
    (Field::Latitude, SURE, &["latitude", "lintang", "garis lintang", "koordinat lat", "koordinat lintang", "koordinat latitude"]),
    (Field::Longitude, SURE, &["longitude", "long", "lng", "bujur", "garis bujur", "koordinat long", "koordinat lon", "koordinat bujur", "koordinat longitude"]),
    (Field::Kbli, SURE, &["kode kbli", "no kbli", "nomor kbli", "kbli digit", "kbli 5 digit", "kode kbli 5 digit"]),
    (Field::Commodity, SURE, &["komoditas", "jenis komoditi", "jenis komoditas", "kelompok komoditi", "cabang industri"]),
    (Field::Commodity, USUAL, &["jenis usaha", "jenis industri", "bidang usaha", "bidang", "bidang industri", "jenis ikm", "sektor", "sektor usaha", "kelompok industri"]),
    (Field::Commodity, WEAK, &["kategori", "kategori usaha"]),
    (Field::Classification, SURE, &["kode klasifikasi", "klasifikasi ikm", "kode kelas", "kelas klasifikasi", "classification", "class code"]),
    (Field::Classification, USUAL, &["klasifikasi usaha", "klasifikasi industri"]),
    (Field::KbliEdition, SURE, &["tahun kbli", "edisi", "kbli edition"]),
    (Field::Product, SURE, &[
        "nama produk", "jenis produk", "produk utama", "produk yang dihasilkan", "hasil produksi", "jenis produksi", "product", "nama produk jenis produk",
        "produk unggulan", "jenis barang", "jenis hasil produksi",
    ]),
    (Field::LegalForm, SURE, &["bentuk badan usaha", "bentuk usaha", "badan hukum", "jenis badan usaha", "bentuk badan hukum", "status badan usaha"]),
    (Field::FoundedYear, SURE, &["thn berdiri", "tahun pendirian", "tahun mulai usaha", "tahun mulai", "mulai usaha", "berdiri tahun", "tahun berdiri usaha", "tahun usaha"]),
    (Field::Workers, SURE, &[
        "jumlah tenaga kerja", "jml tenaga kerja", "jumlah tk", "tk", "jml tk", "jumlah pekerja", "jumlah karyawan", "karyawan", "pekerja", "total tenaga kerja",
        "tenaga kerja jumlah", "tenaga kerja total", "jumlah tenaga kerja total", "tenaga kerja jml", "tenaga kerja l p", "jumlah tenaga kerja jumlah",
    ]),
    (Field::Investment, SURE, &["investasi", "nilai invest", "jumlah investasi", "total investasi", "nilai investasi usaha", "total nilai investasi", "modal investasi"]),
    (Field::Investment, USUAL, &["modal", "modal usaha", "jumlah modal", "nilai modal"]),
    (Field::ProductionValue, SURE, &["nilai produksi tahun", "nilai produksi per tahun", "nilai hasil produksi", "total nilai produksi", "nilai prod"]),
    (Field::RawMaterialValue, SURE, &[
        "nilai bahan baku penolong", "nilai bb bp", "nilai bb", "nilai bahan baku dan penolong", "nilai bahan baku tahun", "nilai bahan baku bahan penolong",
        "nilai bahan baku per tahun", "biaya bahan baku",
    ]),
    (Field::Sales, SURE, &["omset", "omzet tahun", "omset tahun", "omzet per tahun", "omset per tahun", "nilai penjualan", "hasil penjualan", "hasil penjualan tahunan", "nilai omzet", "nilai omset", "penjualan", "omzet tahunan", "omset tahunan"]),
    (Field::Capacity, SURE, &["kapasitas", "kapasitas produksi tahun", "kapasitas produksi per tahun", "jumlah kapasitas produksi", "kapasitas terpasang", "kapasitas produksi jumlah", "jumlah kapasitas"]),
    (Field::Capacity, USUAL, &["volume produksi", "jumlah produksi"]),
    (Field::CapacityUnit, SURE, &["satuan", "satuan kapasitas", "satuan kapasitas produksi", "kapasitas produksi satuan", "unit satuan"]),
    (Field::FiguresYear, SURE, &["thn data", "tahun pendataan", "tahun data ikm", "data tahun"]),
    (Field::FiguresYear, WEAK, &["tahun", "thn"]),
    (Field::Pirt, SURE, &["p irt", "no pirt", "nomor pirt", "no p irt", "izin pirt", "spp irt", "no spp irt", "sppirt", "pirt no"]),
    (Field::Halal, SURE, &["sertifikat halal", "no halal", "no sertifikat halal", "nomor sertifikat halal", "halal bpjph", "sertifikasi halal"]),
    (Field::PirtUntil, SURE, &[
        "masa berlaku pirt", "masa berlaku p irt", "pirt masa berlaku", "p irt masa berlaku", "pirt berlaku sampai", "p irt berlaku sampai",
        "berlaku sampai pirt", "pirt sampai", "tanggal berakhir pirt", "tgl berakhir pirt", "pirt berakhir", "p irt berakhir", "p irt tahun", "pirt tahun",
    ]),
    (Field::HalalUntil, SURE, &[
        "masa berlaku halal", "halal masa berlaku", "halal berlaku sampai", "berlaku sampai halal", "halal sampai", "masa berlaku sertifikat halal",
        "sertifikat halal masa berlaku", "tanggal berakhir halal", "tgl berakhir halal", "halal berakhir",
    ]),
    (Field::Bpom, SURE, &[
        "no bpom", "nomor bpom", "bpom md", "bpom ri", "bpom ri md", "no md", "nomor md", "bpom no", "md bpom", "izin edar bpom", "no izin edar bpom",
        "nomor izin edar bpom", "no izin edar", "nomor izin edar", "nie", "no nie", "nomor registrasi bpom", "registrasi bpom", "no reg bpom",
    ]),
    (Field::Bpom, USUAL, &["izin edar", "md", "ml md"]),
    (Field::BpomUntil, SURE, &[
        "masa berlaku bpom", "bpom masa berlaku", "bpom berlaku sampai", "berlaku sampai bpom", "bpom sampai", "masa berlaku izin edar",
        "izin edar masa berlaku", "bpom berakhir", "tanggal berakhir bpom",
    ]),
    (Field::Nmid, SURE, &["no nmid", "nomor nmid", "nmid qris", "qris nmid", "id qris", "merchant id", "national merchant id", "id merchant qris"]),
    (Field::Nmid, USUAL, &["qris", "no qris", "nomor qris", "id merchant"]),
    (Field::Notes, SURE, &["keterangan", "ket", "catatan lain", "notes"]),
    (Field::Ignored, SURE, &["no", "nomor", "no urut", "nomor urut", "nr", "urut"]),
    // What a rejects file puts in front, so that it can be corrected and read again as it is.
    (Field::Ignored, WEAK, &["row", "code", "column", "reason"]),
];

/// Headers of workers, to which a word for men or women is added.
const WORKERS: [&str; 8] = [
    "tenaga kerja",
    "tk",
    "pekerja",
    "karyawan",
    "jumlah tenaga kerja",
    "jml tenaga kerja",
    "jumlah tk",
    "jml tk",
];
const MEN: [&str; 5] = ["l", "lk", "laki", "laki laki", "pria"];
const WOMEN: [&str; 4] = ["p", "pr", "perempuan", "wanita"];

/// Finds the fields that a header can mean.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    by_key: HashMap<String, Vec<(Field, u8)>>,
}

impl Vocabulary {
    pub(crate) fn new() -> Self {
        // Keys are folded as headers are, so that either may be written short.
        let mut by_key: HashMap<String, Vec<(Field, u8)>> = HashMap::new();
        for (field, name) in NAMES {
            by_key.entry(header_key(name)).or_default().push((field, CANONICAL));
        }
        for (field, score, keys) in SPELLINGS {
            for key in *keys {
                by_key.entry(header_key(key)).or_default().push((*field, *score));
            }
        }
        for base in WORKERS {
            for (field, words) in
                [(Field::WorkersMale, MEN.as_slice()), (Field::WorkersFemale, WOMEN.as_slice())]
            {
                for word in words {
                    let key = header_key(&format!("{base} {word}"));
                    by_key.entry(key).or_default().push((field, SURE));
                }
            }
        }
        for fields in by_key.values_mut() {
            fields.sort_by_key(|(_, score)| std::cmp::Reverse(*score));
        }
        Self { by_key }
    }

    /// The fields that `header` can mean with how sure each is, the surest first.
    pub(crate) fn candidates(&self, header: &str) -> &[(Field, u8)] {
        self.by_key.get(&header_key(header)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The field of which `header` is one letter away: a slip in a long header; in a short one it
    /// would be another word.
    pub(crate) fn guess(&self, header: &str) -> Option<Field> {
        let key = header_key(header);
        if key.len() < 8 {
            return None;
        }
        let near = self.by_key.iter().filter(|(known, _)| {
            known.len() >= 8
                && strsim::osa_distance(known, &key) == 1
                && same_last_word(known, &key)
        });
        let mut fields: Vec<Field> =
            near.filter_map(|(_, fields)| fields.first().map(|(field, _)| *field)).collect();
        fields.sort_unstable();
        fields.dedup();
        match fields.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }
}

/// `tenaga kerja l` and `tenaga kerja p` are one letter apart and two things: a last word of one
/// letter must agree.
fn same_last_word(a: &str, b: &str) -> bool {
    let last = |key: &'_ str| key.rsplit(' ').next().unwrap_or_default().to_owned();
    let (a, b) = (last(a), last(b));
    a == b || (a.len() > 2 && b.len() > 2)
}

/// Words of a header that name a unit and not a column.
const UNIT_WORDS: [&str; 18] = [
    "rp", "idr", "rupiah", "dalam", "ribu", "ribuan", "juta", "jutaan", "000", "1000", "1000000",
    "rp000", "rp1", "x1000", "x", "orang", "org", "jiwa",
];

/// Words that are written short or otherwise, and what they stand for.
#[rustfmt::skip]
const SHORT: [(&str, &str); 29] = [
    ("jml", "jumlah"), ("jlh", "jumlah"), ("jumlh", "jumlah"), ("no", "nomor"), ("nomer", "nomor"), ("nmr", "nomor"), ("thn", "tahun"), ("th", "tahun"),
    ("tlp", "telepon"), ("telp", "telepon"), ("telpon", "telepon"), ("tel", "telepon"), ("jns", "jenis"), ("nm", "nama"), ("almt", "alamat"),
    ("kec", "kecamatan"), ("prod", "produksi"), ("yg", "yang"), ("bln", "bulan"), ("tng", "tenaga"), ("krj", "kerja"), ("ket", "keterangan"),
    ("tgl", "tanggal"), ("omset", "omzet"), ("invest", "investasi"), ("kd", "kode"), ("sertipikat", "sertifikat"), ("komoditas", "komoditi"),
    ("ijin", "izin"),
];

/// What is left of a header for comparison: words in lower case and in full, without punctuation,
/// units and years.
pub(crate) fn header_key(header: &str) -> String {
    let lower = header.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut key = String::with_capacity(lower.len());
    let mut before = "";
    for word in words {
        // Rp. 1.000 is a unit too.
        let is_unit = UNIT_WORDS.contains(&word) || (word == "1" && before == "rp");
        before = word;
        if is_unit || is_year(word) {
            continue;
        }
        if !key.is_empty() {
            key.push(' ');
        }
        let full = SHORT.iter().find(|(short, _)| *short == word).map_or(word, |(_, full)| full);
        key.push_str(full);
    }
    key
}

/// The year in a header, such as `KBLI 2020` or `Omzet 2021`.
pub(crate) fn header_year(header: &str) -> Option<i32> {
    header
        .split(|c: char| !c.is_alphanumeric())
        .find(|word| is_year(word))
        .and_then(|word| word.parse().ok())
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|b| b.is_ascii_digit())
}
