/// The checksum of QRIS: CRC-16/IBM-3740, polynomial 1021, initial value FFFF, nothing reflected
/// (EMVCo MPM, tag 63; ISO/IEC 13239).
///
/// ```
/// assert_eq!(ikm_core::qris::crc16(b"123456789"), 0x29B1);
/// ```
pub fn crc16(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xFFFF, |crc, byte| {
        (0..8).fold(crc ^ (u16::from(*byte) << 8), |crc, _bit| {
            if crc & 0x8000 == 0 { crc << 1 } else { (crc << 1) ^ 0x1021 }
        })
    })
}
