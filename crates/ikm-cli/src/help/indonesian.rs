//! The texts of the help: English as the tree has them, and Indonesian.

/// English and Indonesian.
pub(super) const TEXTS: &[(&str, &str)] = &[
    (
        "Registry, gallery and postal desk of an association of small industries",
        "Data, galeri dan loket pos sebuah asosiasi industri kecil dan menengah",
    ),
    ("Print this help", "Tampilkan bantuan ini"),
    ("Print the version", "Tampilkan versinya"),
    (
        "File of the store, ikm.db unless given; also IKM_STORE",
        "Berkas penyimpanan, ikm.db bila tidak disebut; juga IKM_STORE",
    ),
    ("How the result is written: table, json or csv", "Bentuk hasilnya: table, json atau csv"),
    (
        "Language of messages, tables and reports: id or en; also IKM_LANG",
        "Bahasa pesan, tabel dan laporan: id atau en; juga IKM_LANG",
    ),
    (
        "Business date, such as 2022-01-31; today in WIB unless given",
        "Tanggal kerja, misalnya 2022-01-31; hari ini (WIB) bila tidak disebut",
    ),
    (
        "Who does it, for the audit; the system user unless given",
        "Siapa yang mengerjakan, untuk jejak audit; pengguna sistem bila tidak disebut",
    ),
    ("Check single numbers before they are typed in", "Periksa nomor sebelum diketik"),
    (
        "What the values are: nik, npwp, nib, pirt, bpom, halal, nmid, telepon (phone), kodepos (postal-code), email, kbli, region, qris or terbilang",
        "Jenis nilainya: nik, npwp, nib, pirt, bpom, halal, nmid, telepon, kodepos, email, kbli (edisi:kode), region (wilayah), qris atau terbilang",
    ),
    (
        "The values; without any, the lines of standard input",
        "Nilainya; bila tidak ada, baris-baris dari masukan standar",
    ),
    (
        "Play a year of a synthetic district in a folder, from its list to its reports",
        "Mainkan satu tahun kabupaten contoh dalam sebuah folder, dari daftar sampai laporan",
    ),
    (
        "Folder: a new or empty one, or that of an earlier demo, which is replaced",
        "Folder baru atau kosong, atau bekas demo, yang lalu diganti",
    ),
    ("Make a store and found its association", "Buat penyimpanan dan dirikan asosiasinya"),
    ("Name of the association", "Nama asosiasi"),
    ("Code of its regency, such as 13.01", "Kode kabupatennya, misalnya 13.01"),
    (
        "Classification scheme as TOML; the divisions of KBLI 2020 unless given",
        "Klasifikasi sebagai TOML; golongan pokok KBLI 2020 bila tidak disebut",
    ),
    (
        "Name of this command; giving it again under the same name does nothing twice",
        "Nama perintah ini; diulang dengan nama yang sama, tidak ada yang dikerjakan dua kali",
    ),
    (
        "The registry: read lists, find and show IKM",
        "Pendataan: baca daftar, cari dan tampilkan IKM",
    ),
    (
        "Read a list of IKM: CSV, XLSX, XLSB, XLS, ODS or JSON",
        "Baca daftar IKM: CSV, XLSX, XLSB, XLS, ODS atau JSON",
    ),
    ("The list", "Daftarnya"),
    ("Decide everything and write nothing", "Putuskan semuanya tanpa menulis apa pun"),
    ("All rows or none", "Semua baris atau tidak sama sekali"),
    ("TOML file that says what each column holds", "Berkas TOML yang menyebut isi tiap kolom"),
    (
        "Write down what was taken for what, for --mapping the next time",
        "Catat kolom mana dibaca sebagai apa, untuk --mapping berikutnya",
    ),
    (
        "The sheet to read; the one that is recognised best unless given",
        "Lembar yang dibaca; yang paling dikenali bila tidak disebut",
    ),
    (
        "Unit of money in the list: rupiah, thousand or million",
        "Satuan uang dalam daftar: rupiah, thousand (ribu) atau million (juta)",
    ),
    (
        "Where rejected rows go; NAME.rejects.csv in the current folder unless given",
        "Tempat baris yang ditolak; NAMA.rejects.csv di folder ini bila tidak disebut",
    ),
    (
        "Find IKM by words of their name, owner, product or place",
        "Cari IKM dengan kata dari nama, pemilik, produk atau tempatnya",
    ),
    ("Words, or beginnings of words", "Kata, atau awal kata"),
    ("Show no more than so many", "Tampilkan paling banyak sekian"),
    ("Show all that is known of an IKM", "Tampilkan semua yang diketahui tentang sebuah IKM"),
    (
        "Erase what names the owner of an IKM, now and in all that was; cannot be taken back",
        "Hapus data pribadi pemilik sebuah IKM, sekarang dan dari semua catatan lama; tidak dapat dibatalkan",
    ),
    ("Id, NIB or member number", "Id, NIB atau nomor anggota"),
    ("List the registry", "Daftar semua IKM"),
    (
        "Only those of this kecamatan, by name or code; may be given again",
        "Hanya yang di kecamatan ini, dengan nama atau kode; boleh diulang",
    ),
    (
        "List which permits run out when, or write a calendar of them",
        "Daftar izin menurut hari berakhirnya, atau tulis kalendernya",
    ),
    (
        "Only those whose last day is this one or lies before it",
        "Hanya yang hari terakhirnya tanggal ini atau sebelumnya",
    ),
    (
        "Only those that run out within so many days of the business date, or have already",
        "Hanya yang berakhir dalam sekian hari sejak tanggal kerja, atau sudah berakhir",
    ),
    (
        "Only those of this kecamatan, by name or code; may be given more than once",
        "Hanya yang di kecamatan ini, dengan nama atau kode; boleh lebih dari satu",
    ),
    (
        "File to write: a calendar (.ics), CSV, JSON or text by its ending; the terminal unless given",
        "Berkas hasil: kalender (.ics), CSV, JSON atau teks menurut akhirannya; terminal bila tidak disebut",
    ),
    ("Only those of this class; may be given again", "Hanya yang bergolongan ini; boleh diulang"),
    (
        "Only those of this scale of industry: small, medium or large",
        "Hanya yang berskala industri ini: small (kecil), medium (menengah) atau large (besar)",
    ),
    (
        "Only those of this size of enterprise: micro, small, medium or large",
        "Hanya usaha sebesar ini: micro (mikro), small (kecil), medium (menengah) atau large (besar)",
    ),
    (
        "Only those with this permit in force: nib, pirt, halal, bpom or nmid",
        "Hanya yang punya izin ini dan masih berlaku: nib, pirt, halal, bpom atau nmid",
    ),
    (
        "Only those without this permit in force",
        "Hanya yang belum punya izin ini atau izinnya sudah habis",
    ),
    (
        "Only those with a permit whose last day lies before this one",
        "Hanya yang izinnya habis sebelum tanggal ini",
    ),
    (
        "Only those whose membership stands so: none, applied, active, suspended or ended",
        "Hanya yang keanggotaannya begini: none (bukan anggota), applied (mendaftar), active (aktif), suspended (diskors) atau ended (berhenti)",
    ),
    (
        "Only those with these words, or beginnings of words",
        "Hanya yang memuat kata-kata ini, atau awal katanya",
    ),
    (
        "Only those of this segment, kept with ikm segment save",
        "Hanya yang masuk segmen ini, yang disimpan dengan ikm segment save",
    ),
    (
        "Write the registry as a list that can be imported again",
        "Tulis data IKM sebagai daftar yang dapat diimpor lagi",
    ),
    (
        "File to write, as CSV, XLSX or JSON by its ending; the terminal unless given",
        "Berkas hasil, berupa CSV, XLSX atau JSON menurut akhirannya; terminal bila tidak disebut",
    ),
    (
        "With NIK and NPWP, which is noted in the audit",
        "Dengan NIK dan NPWP; tercatat dalam jejak audit",
    ),
    (
        "With telephone and e-mail, which is noted in the audit",
        "Dengan telepon dan surel; tercatat dalam jejak audit",
    ),
    ("What the export is for, for the audit", "Untuk apa ekspor ini, bagi jejak audit"),
    (
        "Segments: conditions kept under a name, for listings, reports and exports",
        "Segmen: syarat yang disimpan dengan nama, untuk daftar, laporan dan ekspor",
    ),
    ("Keep conditions under a name", "Simpan syarat dengan sebuah nama"),
    ("List the segments", "Daftar segmen"),
    ("Show the conditions of a segment", "Tampilkan syarat sebuah segmen"),
    ("Remove a segment", "Hapus sebuah segmen"),
    (
        "Name of the segment; one of the same name is replaced",
        "Nama segmen; yang bernama sama diganti",
    ),
    ("Name of the segment", "Nama segmen"),
    ("List pairs that may be one IKM", "Daftar pasangan yang mungkin satu IKM"),
    (
        "List the imports, those that were taken back too",
        "Daftar impor, juga yang sudah dibatalkan",
    ),
    ("Take an import back, whole", "Batalkan sebuah impor seluruhnya"),
    (
        "Id of the import, or a beginning of it that no other has",
        "Nomor impor, atau awalannya yang tidak dimiliki impor lain",
    ),
    (
        "Where to write what becomes of every row, and why; JSON or CSV by its ending",
        "Tempat menulis apa yang terjadi dengan tiap baris dan sebabnya; JSON atau CSV menurut akhirannya",
    ),
    (
        "Merge two IKM that are one; the first goes on with all that hangs on the second",
        "Gabungkan dua IKM yang sebenarnya satu; yang pertama diteruskan dengan semua milik yang kedua",
    ),
    (
        "The IKM that goes on: id, NIB or member number",
        "IKM yang diteruskan: id, NIB atau nomor anggota",
    ),
    (
        "The IKM that is merged into it: id, NIB or member number",
        "IKM yang digabungkan ke dalamnya: id, NIB atau nomor anggota",
    ),
    ("Take a merge back", "Batalkan sebuah penggabungan"),
    ("Id of the merge", "Nomor penggabungan"),
    (
        "List the merges, those that were taken back too",
        "Daftar penggabungan, juga yang sudah dibatalkan",
    ),
    (
        "Record that two IKM are two, so that nobody is asked again",
        "Catat bahwa dua IKM memang dua, supaya tidak ditanyakan lagi",
    ),
    ("The one IKM: id, NIB or member number", "IKM yang satu: id, NIB atau nomor anggota"),
    ("The other IKM: id, NIB or member number", "IKM yang lain: id, NIB atau nomor anggota"),
    (
        "Put an IKM into a class or under a KBLI code, from the business date on",
        "Masukkan IKM ke sebuah golongan atau kode KBLI, mulai tanggal kerja",
    ),
    (
        "The class; the one that follows from the KBLI code unless given",
        "Golongannya; yang mengikuti kode KBLI bila tidak disebut",
    ),
    ("The KBLI code, such as 10794", "Kode KBLI, misalnya 10794"),
    ("Edition of the KBLI code; 2020 unless given", "Edisi kode KBLI; 2020 bila tidak disebut"),
    (
        "List what each source says of an IKM in each year",
        "Daftar angka sebuah IKM tiap tahun menurut tiap sumber",
    ),
    (
        "List what changed of an IKM, when, and by what",
        "Daftar apa yang berubah pada sebuah IKM, kapan, dan oleh apa",
    ),
    (
        "List IKM without a KBLI code with what their product suggests",
        "Daftar IKM tanpa kode KBLI dengan saran dari produknya",
    ),
    (
        "Give the best suggestion to each for which it is at least so sure: high, medium or low",
        "Berikan saran terbaik kepada tiap IKM yang keyakinannya paling sedikit sekian: high (tinggi), medium (sedang) atau low (rendah)",
    ),
    (
        "No more than so many, in order of registration",
        "Paling banyak sekian, menurut urutan pendataan",
    ),
    (
        "Classes and codes: schemes, mappings, titles of KBLI, suggestions",
        "Klasifikasi dan kode: skema, pemetaan, judul KBLI, saran",
    ),
    (
        "Show the classes, and what leads to each",
        "Tampilkan golongan, dan apa yang masuk ke masing-masing",
    ),
    (
        "As it is in force on this day; on the business date unless given",
        "Yang berlaku pada hari ini; pada tanggal kerja bila tidak disebut",
    ),
    ("Put a classification scheme in force", "Berlakukan sebuah skema klasifikasi"),
    ("The scheme, as TOML", "Skemanya, sebagai TOML"),
    (
        "First day on which it is in force; the business date unless given",
        "Hari pertama berlakunya; tanggal kerja bila tidak disebut",
    ),
    (
        "Put a mapping from KBLI codes and commodities to classes in force",
        "Berlakukan pemetaan dari kode KBLI dan komoditi ke golongan",
    ),
    ("The mapping, as TOML", "Pemetaannya, sebagai TOML"),
    (
        "Find codes of KBLI 2020 by words of their title",
        "Cari kode KBLI 2020 dengan kata dari judulnya",
    ),
    (
        "Words, or beginnings of words; or the first digits of a code",
        "Kata atau awal kata; atau angka-angka pertama sebuah kode",
    ),
    ("Suggest codes of KBLI 2020 for a product", "Sarankan kode KBLI 2020 untuk sebuah produk"),
    ("What is made, as a list would name it", "Apa yang dibuat, seperti tertulis dalam daftar"),
    (
        "Move every IKM whose class follows from its code or commodity to the class of today's rules",
        "Pindahkan setiap IKM yang golongannya mengikuti kode atau komoditinya ke golongan menurut aturan hari ini",
    ),
    (
        "List who would move and who stays, and write nothing",
        "Daftar yang akan pindah dan yang tetap, tanpa menulis apa pun",
    ),
    ("Regions: load code lists, find and show", "Wilayah: muat daftar kode, cari dan tampilkan"),
    (
        "Load code lists of Kemendagri, of one regency or of the whole country",
        "Muat daftar kode wilayah Kemendagri, satu kabupaten atau seluruh Indonesia",
    ),
    (
        "Code lists as CSV, or folders with provinces.csv, regencies.csv, districts.csv and villages.csv",
        "Daftar kode sebagai CSV, atau folder berisi provinces.csv, regencies.csv, districts.csv dan villages.csv",
    ),
    ("Find regions by words of their name", "Cari wilayah dengan kata dari namanya"),
    ("Words, or beginnings of words; or a code", "Kata atau awal kata; atau kodenya"),
    ("Show a region and those in it", "Tampilkan sebuah wilayah dan isinya"),
    ("Code of the region, such as 13.01.05", "Kode wilayahnya, misalnya 13.01.05"),
    (
        "Code lists of more regions, or a folder with those of the whole country",
        "Daftar kode wilayah lain, atau folder dengan daftar seluruh Indonesia",
    ),
    (
        "Members: apply, accept, suspend, resume, end",
        "Anggota: mendaftar, diterima, diskors, diaktifkan kembali, berhenti",
    ),
    ("Record that an IKM applies to be a member", "Catat IKM yang mendaftar menjadi anggota"),
    ("Id or NIB of the IKM", "Id atau NIB IKM"),
    (
        "Accept a member who has applied, or every registered IKM",
        "Terima anggota yang sudah mendaftar, atau semua IKM yang terdata",
    ),
    ("Member number, such as A-0001", "Nomor anggota, misalnya A-0001"),
    ("Every registered IKM that is not a member", "Semua IKM terdata yang belum menjadi anggota"),
    (
        "No more than so many of them, in order of registration",
        "Paling banyak sekian, menurut urutan pendataan",
    ),
    ("Suspend a member", "Skors seorang anggota"),
    ("Take a suspended member back", "Aktifkan kembali anggota yang diskors"),
    ("End a membership", "Akhiri keanggotaan"),
    ("List the members", "Daftar anggota"),
    (
        "Show a member and the history of the membership",
        "Tampilkan anggota dan riwayat keanggotaannya",
    ),
    (
        "Programmes: announce, apply, give places, see who stands how",
        "Program: umumkan, ajukan, beri tempat, lihat pesertanya",
    ),
    (
        "Announce a programme; its rules never change afterwards",
        "Umumkan sebuah program; aturannya tidak berubah lagi",
    ),
    (
        "List the programmes with how many stand in each",
        "Daftar semua program dengan jumlah pesertanya",
    ),
    (
        "Show the rules of a programme and how many stand in it",
        "Tampilkan aturan sebuah program dan jumlah pesertanya",
    ),
    (
        "List who stands in a programme, and how",
        "Daftar siapa yang ikut sebuah program, dan statusnya",
    ),
    ("Record the application of an IKM", "Catat pengajuan sebuah IKM"),
    ("Give an applicant a place", "Terima sebuah pengajuan"),
    ("Refuse an applicant a place", "Tolak sebuah pengajuan"),
    (
        "Record that an IKM came to the end of a programme",
        "Catat bahwa sebuah IKM menyelesaikan program",
    ),
    ("Record that an IKM left", "Catat bahwa sebuah IKM mundur"),
    (
        "Let many apply at once, from a list or by conditions, or give them places as well",
        "Ajukan banyak IKM sekaligus, dari daftar atau menurut syarat, atau sekalian terima",
    ),
    ("Code of the programme, such as HALAL-2022", "Kode program, misalnya HALAL-2022"),
    ("Code of the programme", "Kode program"),
    ("Its title", "Judulnya"),
    (
        "What it gives: training, equipment, certification, credit, promotion or other",
        "Jenisnya: training (pelatihan), equipment (bantuan alat), certification (sertifikasi), credit (kredit), promotion (promosi) atau other (lainnya)",
    ),
    (
        "First day on which one may apply; the business date unless given",
        "Hari pertama pengajuan; tanggal kerja bila tidak disebut",
    ),
    (
        "Day on which one may apply no more; open unless given",
        "Hari sejak pengajuan ditutup; tidak ditutup bila tidak disebut",
    ),
    (
        "How many places there are; unlimited unless given",
        "Kuotanya; tidak dibatasi bila tidak disebut",
    ),
    (
        "How much may be granted in all, in rupiah; unlimited unless given",
        "Anggarannya dalam rupiah; tidak dibatasi bila tidak disebut",
    ),
    (
        "Segment of those who are eligible, kept with ikm segment save; everybody unless given",
        "Segmen yang berhak, disimpan dengan ikm segment save; semua IKM bila tidak disebut",
    ),
    (
        "Another programme, a place in which rules out one here; may be given again",
        "Program lain yang pesertanya tidak boleh ikut program ini; boleh diulang",
    ),
    (
        "Let an owner have several places, with other businesses or one after another",
        "Satu pemilik boleh ikut beberapa kali, dengan usaha lain atau berturut-turut",
    ),
    ("How much is granted, in rupiah", "Jumlah yang diberikan dalam rupiah"),
    (
        "Give the place although something speaks against it, for this reason",
        "Terima walaupun ada yang meragukan, dengan alasan ini",
    ),
    ("Why; may be left out", "Alasannya; boleh kosong"),
    (
        "How much was granted in the end, in rupiah; as at acceptance unless given",
        "Jumlah yang akhirnya diberikan dalam rupiah; seperti saat diterima bila tidak disebut",
    ),
    (
        "List of ids, NIB or member numbers; those of the conditions unless given",
        "Daftar id, NIB atau nomor anggota; yang memenuhi syarat bila tidak disebut",
    ),
    ("Give a place to everybody about whom there is no doubt", "Terima semua yang tidak diragukan"),
    (
        "How much each is granted, in rupiah",
        "Jumlah yang diberikan kepada masing-masing dalam rupiah",
    ),
    (
        "Only those standing in this programme: CODE, or CODE:STATUS with none, applied, accepted, completed, refused or withdrawn; may be given again, and then each must be met",
        "Hanya yang ikut program ini: KODE, atau KODE:STATUS dengan none, applied, accepted, completed, refused atau withdrawn; boleh diulang, dan semuanya berlaku",
    ),
    (
        "Show or record the bank account that a member is paid to",
        "Tampilkan atau catat rekening tempat anggota dibayar",
    ),
    ("Code of the bank, such as 118 for Bank Nagari", "Kode bank, misalnya 118 untuk Bank Nagari"),
    ("Number of the account", "Nomor rekening"),
    ("In whose name the account stands", "Atas nama siapa rekening itu"),
    ("Erase every account of the member", "Hapus semua rekening anggota itu"),
    (
        "Dues: plan, charge, take payments, see arrears",
        "Iuran: tetapkan, tagih, terima pembayaran, lihat tunggakan",
    ),
    ("Set the dues of a month, from a month on", "Tetapkan iuran sebulan, mulai suatu bulan"),
    (
        "Dues of one month in rupiah; 0 ends the charging",
        "Iuran sebulan dalam rupiah; 0 menghentikan penagihan",
    ),
    (
        "First month for which they count, such as 2022-02",
        "Bulan pertama berlakunya, misalnya 2022-02",
    ),
    ("Charge a month to every active member", "Tagih iuran sebulan kepada setiap anggota aktif"),
    (
        "The month, such as 2022-02; that of the business date unless given",
        "Bulannya, misalnya 2022-02; bulan tanggal kerja bila tidak disebut",
    ),
    ("Take a payment", "Terima pembayaran"),
    ("How much, in rupiah", "Jumlahnya, dalam rupiah"),
    (
        "How it is paid: cash, qris or transfer; cash unless given",
        "Cara bayar: cash (tunai), qris atau transfer; cash bila tidak disebut",
    ),
    ("List who owes what", "Daftar tunggakan"),
    (
        "A row for each member or kecamatan; member unless given",
        "Sebaris tiap anggota (member) atau kecamatan; member bila tidak disebut",
    ),
    ("The gallery: goods taken in and sold", "Galeri: barang titipan masuk dan terjual"),
    ("Take goods in from a file of intake notes", "Terima barang titipan dari berkas nota titipan"),
    ("Book the sales of a file of receipts", "Bukukan penjualan dari berkas kuitansi"),
    ("The file: CSV or a spreadsheet", "Berkasnya: CSV atau lembar kerja"),
    (
        "Where rejected lines go; NAME.rejects.csv in the current folder unless given",
        "Tempat baris yang tidak diterima; NAMA.rejects.csv di folder ini bila tidak disebut",
    ),
    ("List what lies in the gallery", "Daftar barang yang ada di galeri"),
    ("Items of which nothing is left, too", "Juga barang yang sudah habis"),
    (
        "Why goods come in that do not look like what their maker makes",
        "Alasan menerima barang yang tidak mirip dengan produk pembuatnya",
    ),
    (
        "Hand goods back to their maker, under a number",
        "Kembalikan barang kepada pembuatnya dengan nota retur bernomor",
    ),
    (
        "Write goods off, for a cause that says who bears it",
        "Hapus barang karena suatu sebab, yang menentukan siapa menanggungnya",
    ),
    ("Bring goods to another place", "Pindahkan barang ke tempat lain"),
    (
        "List goods whose last day is near or over",
        "Daftar barang yang hampir atau sudah kedaluwarsa",
    ),
    (
        "Count what lies at a place, and book the differences",
        "Stok opname: hitung barang di suatu tempat dan bukukan selisihnya",
    ),
    (
        "Rules by which goods come in: terms, food, room",
        "Aturan penerimaan barang: perjanjian titip, pangan, tempat",
    ),
    ("Who waits for room on the shelf", "Daftar tunggu tempat di rak"),
    (
        "Goods and how many: RDG-250=3, or RDG-250@L1=3 for one lot",
        "Barang dan jumlahnya: RDG-250=3, atau RDG-250@L1=3 untuk satu lot",
    ),
    (
        "All goods of this member that are past their last day, instead",
        "Sebagai gantinya, semua barang anggota ini yang sudah kedaluwarsa",
    ),
    (
        "Where they lie: shelf, store or event:NAME; shelf unless given",
        "Tempatnya: shelf (rak), store (gudang) atau event:NAMA (pameran); shelf bila tidak disebut",
    ),
    (
        "Why they are lost; the terms say who bears it",
        "Sebabnya: lost (hilang), broken (rusak), expired (kedaluwarsa) atau staff (petugas); perjanjian titip menentukan penanggungnya",
    ),
    ("Where they go", "Tempat tujuannya"),
    (
        "Freeze a sheet of what should lie at a place",
        "Bekukan lembar barang yang seharusnya ada di suatu tempat",
    ),
    ("Show a sheet, to be filled in", "Tampilkan lembar hitung untuk diisi"),
    (
        "Book the differences of a sheet that was filled in",
        "Bukukan selisih dari lembar hitung yang sudah diisi",
    ),
    (
        "The place: shelf, store or event:NAME; shelf unless given",
        "Tempatnya: shelf, store atau event:NAMA; shelf bila tidak disebut",
    ),
    ("The number of the sheet", "Nomor lembar hitung"),
    (
        "Let rules from a TOML file hold from a day on",
        "Berlakukan aturan dari berkas TOML sejak suatu hari",
    ),
    ("List the rules by their day", "Daftar aturan menurut harinya"),
    ("The file of rules", "Berkas aturan"),
    (
        "The first day on which they hold; today unless given",
        "Hari pertama berlakunya; hari ini bila tidak disebut",
    ),
    ("Let a member wait for room", "Masukkan anggota ke daftar tunggu"),
    ("List who waits, in the order of their turns", "Daftar yang menunggu menurut gilirannya"),
    ("End the wait of a member", "Akhiri penantian seorang anggota"),
    ("What the member wants to consign", "Barang yang hendak dititipkan anggota"),
    ("The number under which the member waits", "Nomor antrean anggota"),
    (
        "Settlements: what makers are due, and paying them",
        "Bagi hasil: hak para pembuat, dan pembayarannya",
    ),
    (
        "Show what a settlement would do, and change nothing",
        "Tampilkan hasil bagi hasil tanpa mengubah apa pun",
    ),
    ("Sales before this day count", "Yang dihitung penjualan sebelum tanggal ini"),
    (
        "The least that is paid out, in rupiah; what is less is carried forward; 0 unless given",
        "Pembayaran terkecil dalam rupiah; yang kurang dibawa ke berikutnya; 0 bila tidak disebut",
    ),
    (
        "Days that a sale rests before it counts; 0 unless given",
        "Hari tunggu sebelum penjualan dihitung; 0 bila tidak disebut",
    ),
    ("Settle what was sold", "Bagi hasil penjualan"),
    ("List the settlements", "Daftar bagi hasil"),
    ("List what a settlement pays each member", "Daftar yang dibayarkan kepada tiap anggota"),
    ("The settlement", "Nomor bagi hasil"),
    ("Show a member why it is that amount", "Tunjukkan kepada anggota dari mana jumlahnya"),
    ("Record that a settlement was paid out", "Catat bahwa bagi hasil sudah dibayarkan"),
    (
        "Account that pays: cash or bank; bank, cash and QRIS in this order unless given",
        "Akun yang membayar: cash (kas) atau bank; bila tidak disebut: bank, kas, lalu QRIS",
    ),
    (
        "Only this member; may be given more than once",
        "Hanya anggota ini; boleh diberikan lebih dari sekali",
    ),
    (
        "Write a file for the bank that pays everybody who is due and has an account",
        "Tulis berkas untuk bank yang membayar semua yang berhak dan punya rekening",
    ),
    (
        "Layout of the file: generic-csv, bulk-transfer or a file of your own",
        "Susunan berkas: generic-csv, bulk-transfer atau berkas Anda sendiri",
    ),
    ("File to write for the bank", "Berkas untuk bank"),
    ("Account of the association that the bank is to debit", "Rekening asosiasi yang didebit bank"),
    ("Write the file of this payout again", "Tulis ulang berkas pembayaran ini"),
    ("List how far the payments of a settlement have come", "Daftar keadaan pembayaran bagi hasil"),
    (
        "Record that the bank refused a payment; it is due again",
        "Catat bahwa bank menolak pembayaran; jumlahnya terutang lagi",
    ),
    (
        "Record that money paid out came back; it is due again",
        "Catat bahwa uang yang dibayarkan kembali; jumlahnya terutang lagi",
    ),
    (
        "Member number; everybody who was paid unless given",
        "Nomor anggota; semua yang sudah dibayar bila tidak disebut",
    ),
    (
        "Account that the money comes back to: bank or cash; bank unless given",
        "Akun tempat uang kembali: bank atau cash (kas); bank bila tidak disebut",
    ),
    ("Why", "Alasannya"),
    ("Tariff books: check, load, quote", "Buku tarif: periksa, muat, hitung ongkos"),
    (
        "Look for what is wrong or odd in a tariff book",
        "Cari yang salah atau janggal dalam buku tarif",
    ),
    ("Folder of the tariff book", "Folder buku tarif"),
    ("Load a tariff book into the store", "Muat buku tarif ke penyimpanan"),
    ("Quote one parcel", "Hitung ongkos satu paket"),
    (
        "Folder of the tariff book; the one of the store that is in force unless given",
        "Folder buku tarif; yang berlaku di penyimpanan bila tidak disebut",
    ),
    ("Postal code of the destination", "Kode pos tujuan"),
    ("Code of the service", "Kode layanan"),
    ("Weight in grams", "Berat dalam gram"),
    (
        "Three sizes in millimetres, such as 300x200x100",
        "Tiga ukuran dalam milimeter, misalnya 300x200x100",
    ),
    ("Value declared for insurance, in rupiah", "Nilai barang untuk asuransi, dalam rupiah"),
    (
        "Day of the price; the business date unless given",
        "Tanggal tarifnya; tanggal kerja bila tidak disebut",
    ),
    (
        "Class of the sender, for rules of the special tariff",
        "Golongan pengirim, untuk aturan tarif khusus",
    ),
    ("Show every step to the price", "Tampilkan setiap langkah hitungannya"),
    ("Quote a table of parcels", "Hitung ongkos sedaftar paket"),
    ("The parcels, as CSV", "Daftar paket, sebagai CSV"),
    ("Where the prices go, as CSV", "Tempat daftar ongkosnya, sebagai CSV"),
    ("Parcels at the postal desk", "Paket di loket pos"),
    (
        "Accept a member's parcel at the price of the tariff book in force",
        "Terima paket anggota dengan ongkos buku tarif yang berlaku",
    ),
    (
        "Class of the sender, for rules of the special tariff; that of the registry unless given",
        "Golongan pengirim, untuk aturan tarif khusus; menurut pendataan bila tidak disebut",
    ),
    ("The post's own receipt number", "Nomor resi dari Pos"),
    ("List the parcels", "Daftar paket"),
    ("The books: balances, entries, moving money", "Pembukuan: saldo, jurnal, pindah uang"),
    ("Show the balance of every account", "Tampilkan saldo setiap akun"),
    ("Add every entry up again and compare", "Jumlahkan semua jurnal sekali lagi dan bandingkan"),
    (
        "Move money between cash, bank and QRIS in transit",
        "Pindahkan uang antara kas, bank dan QRIS yang belum cair",
    ),
    (
        "Account that gives: cash, bank or qris-in-transit",
        "Akun asal: cash, bank atau qris-in-transit",
    ),
    (
        "Account that takes: cash, bank or qris-in-transit",
        "Akun tujuan: cash, bank atau qris-in-transit",
    ),
    ("Show one account, posting by posting", "Tampilkan satu akun, posting demi posting"),
    (
        "The account, such as cash or payout-due:A-0001",
        "Akunnya, misalnya cash atau payout-due:A-0001",
    ),
    ("From this day on", "Mulai tanggal ini"),
    ("Before this day", "Sebelum tanggal ini"),
    ("Take a transfer back by a new entry", "Batalkan pemindahan dengan jurnal baru"),
    ("Its id, as ikm ledger entries lists it", "Id-nya, seperti di ikm ledger entries"),
    ("List the money that is held for something", "Daftar uang yang ditahan untuk sesuatu"),
    (
        "Hold money for something, so that nothing else spends it",
        "Tahan uang untuk sesuatu, agar tidak terpakai untuk yang lain",
    ),
    (
        "Account on which it is held: cash, bank or qris-in-transit",
        "Akun tempat uang ditahan: cash, bank atau qris-in-transit",
    ),
    ("What it is for", "Untuk apa"),
    ("The file", "Berkasnya"),
    ("Let a hold go", "Lepaskan penahanan"),
    ("Its id, as ikm ledger holds lists it", "Id-nya, seperti di ikm ledger holds"),
    ("Close the books up to a day", "Tutup buku sampai sebelum suatu tanggal"),
    ("The first day that stays open", "Tanggal pertama yang tetap terbuka"),
    (
        "Move income and expense to the association's fund first",
        "Pindahkan dulu pendapatan dan beban ke dana asosiasi",
    ),
    ("List the closings", "Daftar tutup buku"),
    ("Compute the head of a day, to be published", "Hitung kepala suatu hari, untuk diumumkan"),
    ("The day", "Harinya"),
    (
        "Prove that an entry stands in the journal, as JSON",
        "Buktikan bahwa sebuah jurnal ada di pembukuan, sebagai JSON",
    ),
    ("Id of the entry, as a statement names it", "Id jurnalnya, seperti di rincian bagi hasil"),
    (
        "Show only the lines on this account, such as consignment-payable:A-0001",
        "Hanya baris di akun ini, misalnya consignment-payable:A-0001",
    ),
    ("Check a proof; needs no store", "Periksa sebuah bukti; tidak perlu penyimpanan"),
    ("The proof, as ikm ledger proof wrote it", "Buktinya, seperti ditulis ikm ledger proof"),
    ("Write the journal for hledger or Ledger", "Tulis jurnal untuk hledger atau Ledger"),
    ("Which program reads it: hledger or ledger", "Program yang membacanya: hledger atau ledger"),
    ("List the journal, a row a posting", "Daftar jurnal, sebaris tiap posting"),
    ("Make a report", "Buat laporan"),
    (
        "Name of the report: rekap, growth, members, dues, gallery-stock, gallery-sales, settlement, shipping-savings or trial-balance",
        "Nama laporan: rekap, growth, members, dues, gallery-stock, gallery-sales, settlement, shipping-savings atau trial-balance",
    ),
    (
        "File to write, as text, CSV, XLSX, JSON or SVG by its ending; the terminal unless given",
        "Berkas hasil, berupa teks, CSV, XLSX, JSON atau SVG menurut akhirannya; terminal bila tidak disebut",
    ),
    (
        "Examine the store, the books, the stock and the audit chain",
        "Periksa penyimpanan, pembukuan, barang dan rantai audit",
    ),
    ("Copy the store into a new file", "Salin penyimpanan ke berkas baru"),
    ("Make the store from a copy", "Buat penyimpanan dari salinannya"),
    ("The copy", "Salinannya"),
];
