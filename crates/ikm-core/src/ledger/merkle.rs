//! The hash tree of RFC 6962, section 2.1: a leaf is hashed behind a byte 0, a node behind a byte 1.

use sha2::{Digest as _, Sha256};

use crate::audit::Digest;

pub(super) fn leaf(data: &[u8]) -> Digest {
    Sha256::new().chain_update([0]).chain_update(data).finalize().into()
}

fn node(left: &Digest, right: &Digest) -> Digest {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// Where a list of more than one leaf is parted: the largest power of two below its length.
const fn part(length: usize) -> usize {
    length.next_power_of_two() / 2
}

/// The root over `leaves`; that of none is the digest of nothing.
pub(super) fn root(leaves: &[Digest]) -> Digest {
    match leaves {
        [] => Sha256::digest([]).into(),
        [only] => *only,
        _ => {
            let (left, right) = leaves.split_at(part(leaves.len()));
            node(&root(left), &root(right))
        }
    }
}

/// The roots beside the way from the leaf at `index` to the root, from the leaf upwards; nothing
/// where there is no such leaf.
pub(super) fn path(index: usize, leaves: &[Digest]) -> Option<Vec<Digest>> {
    if index >= leaves.len() {
        return None;
    }
    if leaves.len() == 1 {
        return Some(Vec::new());
    }
    let at = part(leaves.len());
    let (left, right) = leaves.split_at(at);
    let (mut path, beside) = if index < at {
        (path(index, left)?, root(right))
    } else {
        (path(index - at, right)?, root(left))
    };
    path.push(beside);
    Some(path)
}

/// The root to which `path` leads from `leaf`, the one at `index` of `count`; nothing where the path
/// is not that of this place.
pub(super) fn root_by(leaf: Digest, index: u64, count: u64, path: &[Digest]) -> Option<Digest> {
    if index >= count {
        return None;
    }
    if count == 1 {
        return path.is_empty().then_some(leaf);
    }
    let (beside, below) = path.split_last()?;
    let at = count.checked_next_power_of_two()? / 2;
    if index < at {
        Some(node(&root_by(leaf, index, at, below)?, beside))
    } else {
        Some(node(beside, &root_by(leaf, index - at, count - at, below)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::hex;

    /// The leaves of the reference implementation of Certificate Transparency.
    const LEAVES: [&[u8]; 8] = [
        &[],
        &[0x00],
        &[0x10],
        &[0x20, 0x21],
        &[0x30, 0x31],
        &[0x40, 0x41, 0x42, 0x43],
        &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
        &[
            0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d,
            0x6e, 0x6f,
        ],
    ];

    /// The roots over the first leaves, by the same implementation (`merkle_tree_test.cc`).
    #[test]
    fn roots_are_those_of_the_reference() {
        const ROOTS: [&str; 9] = [
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        let leaves = LEAVES.map(leaf);
        for (count, expect) in ROOTS.iter().enumerate() {
            let first = leaves.split_at(count).0;
            assert_eq!(hex(&root(first)), *expect, "{count}");
        }
    }

    /// Every leaf of every tree leads to the root by its own path and place, and by no other place.
    #[test]
    fn paths_lead_to_the_root() {
        let leaves: Vec<Digest> = (0_u8..33).map(|nth| leaf(&[nth])).collect();
        for count in 1..=leaves.len() {
            let tree = leaves.split_at(count).0;
            let size = u64::try_from(count).unwrap_or_default();
            for (index, own) in tree.iter().enumerate() {
                let path = path(index, tree).unwrap_or_default();
                for other in 0..=size {
                    let led = root_by(*own, other, size, &path) == Some(root(tree));
                    assert_eq!(
                        led,
                        u64::try_from(index) == Ok(other),
                        "{index} {other} of {count}"
                    );
                }
                let longer = [&path[..], &[*own]].concat();
                assert_ne!(root_by(*own, other_index(index), size, &longer), Some(root(tree)));
            }
            assert_eq!(path(count, tree), None);
        }
        assert_eq!(root_by(leaf(&[]), 0, u64::MAX, &[]), None);
    }

    fn other_index(index: usize) -> u64 {
        u64::try_from(index).unwrap_or_default()
    }
}
