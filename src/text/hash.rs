//! A fingerprint that tells whether a text has changed since it was read. Not cryptographic.

/// The fingerprint of some bytes: 32 bytes at a time, so that it takes a fraction of the time of reading them.
#[must_use]
pub fn fingerprint(bytes: &[u8]) -> u32 {
    const ODD: [u64; 4] =
        [0x9e37_79b9_7f4a_7c15, 0xbf58_476d_1ce4_e5b9, 0x94d0_49bb_1331_11eb, 0xd6e8_feb8_6659_fd93];
    let word = |bytes: &[u8]| bytes.try_into().map_or(0, u64::from_le_bytes);
    let step = |lane: u64, word: u64, odd: u64| (lane ^ word).wrapping_mul(odd).rotate_left(29);
    let mut lanes = ODD;
    let mut chunks = bytes.chunks_exact(32);
    for chunk in &mut chunks {
        for (at, lane) in lanes.iter_mut().enumerate() {
            *lane = step(*lane, word(&chunk[at * 8..at * 8 + 8]), ODD[at]);
        }
    }
    let mut last = [0; 32];
    let rest = chunks.remainder();
    last[..rest.len()].copy_from_slice(rest);
    let mut all = bytes.len() as u64;
    for (at, lane) in lanes.into_iter().enumerate() {
        all = step(all, step(lane, word(&last[at * 8..at * 8 + 8]), ODD[at]), ODD[0]);
    }
    all ^= all >> 32;
    u32::try_from(all.wrapping_mul(ODD[1]) >> 32).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn every_byte_and_the_length_matter() {
        let text: Vec<u8> = (0..100).collect();
        let mut seen = std::collections::HashSet::new();
        for length in 0..text.len() {
            assert!(seen.insert(fingerprint(&text[..length])), "{length}");
            let mut other = text.clone();
            other[length] ^= 1;
            assert!(seen.insert(fingerprint(&other)), "{length}");
        }
        assert_eq!(fingerprint(&text), fingerprint(&text.clone()));
    }
}
