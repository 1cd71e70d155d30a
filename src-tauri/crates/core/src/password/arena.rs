//! The memory for Argon2.

use argon2::Block;

/// Memory up to this many KiB is kept for the next password. Larger memory goes back to the system, as the allocator
/// does by default from this size on (glibc's `DEFAULT_MMAP_THRESHOLD_MAX`).
const KEPT_KIB_MAX: usize = 32 * 1024;

/// Memory for one Argon2 after the other, wiped after each.
///
/// Memory allocated for each password would not fit into the hole that the previous one left, because small allocations
/// have taken part of it. Some hundred sign-ins would take gigabytes.
#[derive(Default)]
pub struct Arena {
    blocks: Vec<Block>,
}

impl Arena {
    /// Calls `work` with memory of `kib` KiB.
    pub fn with<T>(&mut self, kib: usize, work: impl FnOnce(&mut [Block]) -> T) -> T {
        if self.blocks.len() < kib {
            // Growing would copy, and leave a hole.
            self.blocks = Vec::new();
            self.blocks = vec![Block::new(); kib];
        }
        let memory = &mut self.blocks[..kib];
        let outcome = work(memory);
        memory.fill(Block::new());
        // Without this the compiler may drop the wiping of memory that is freed.
        std::hint::black_box(&mut *memory);
        if kib > KEPT_KIB_MAX {
            self.blocks = Vec::new();
        }
        outcome
    }

    /// The size of the kept memory, in KiB.
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
