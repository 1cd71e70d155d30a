//! The memory that Argon2 works in.

use argon2::Block;

/// Up to this many KiB the memory is kept for the next password. What is larger goes back to the system, which the
/// allocator sees to by itself from here on (glibc's `DEFAULT_MMAP_THRESHOLD_MAX`).
const KEPT_KIB_MAX: usize = 32 * 1024;

/// Memory for one Argon2 after the other, wiped after each.
///
/// Allocated for each password, blocks of this size do not fit where the one before was freed: small allocations lie
/// in it by then. Some hundred sign-ins would take gigabytes.
#[derive(Default)]
pub struct Arena {
    blocks: Vec<Block>,
}

impl Arena {
    /// Does `work` in so many KiB.
    pub fn with<T>(&mut self, kib: usize, work: impl FnOnce(&mut [Block]) -> T) -> T {
        if self.blocks.len() < kib {
            // Growing would copy, and leave the old place as a hole.
            self.blocks = Vec::new();
            self.blocks = vec![Block::new(); kib];
        }
        let memory = &mut self.blocks[..kib];
        let outcome = work(memory);
        memory.fill(Block::new());
        // Else what is given back needs no wiping, by the compiler's reckoning.
        std::hint::black_box(&mut *memory);
        if kib > KEPT_KIB_MAX {
            self.blocks = Vec::new();
        }
        outcome
    }

    /// How much is kept, in KiB.
    pub fn kept_kib(&self) -> usize {
        self.blocks.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_wiped_and_used_again_unless_it_is_large() {
        let mut arena = Arena::default();
        let address = arena.with(64, |memory| {
            memory[63].as_mut()[0] = 7;
            memory.as_ptr() as usize
        });
        let (again, left) = arena.with(64, |memory| {
            (
                memory.as_ptr() as usize,
                memory
                    .iter()
                    .any(|block| block.as_ref().iter().any(|word| *word != 0)),
            )
        });
        assert_eq!((again, left), (address, false));
        assert_eq!(arena.kept_kib(), 64);
        arena.with(KEPT_KIB_MAX + 1, |memory| {
            assert_eq!(memory.len(), KEPT_KIB_MAX + 1)
        });
        assert_eq!(arena.kept_kib(), 0);
    }
}
