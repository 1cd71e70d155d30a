//! Keeps the system's allocator from holding memory that is free. This crate alone may call a C function itself.

/// Sets the limits of glibc's allocator. Call it first in `main`: what threads have taken already stays as it is.
///
/// By default glibc gives nearly every thread an arena of its own, and no other thread gets what is free in it. It also
/// raises the size from which memory goes back to the system at once with every large piece that is freed. A large import
/// passes through several threads, and would hold some 50 MiB that nobody uses. Other systems have other allocators.
pub fn limit() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        // A value that is set stays: glibc no longer raises it.
        set(libc::M_ARENA_MAX, ARENAS);
        set(libc::M_MMAP_THRESHOLD, BYTES_RETURNED);
        set(libc::M_TRIM_THRESHOLD, BYTES_RETURNED);
    }
}

/// Two, so that the thread that commits seldom waits for the others.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const ARENAS: i32 = 2;

/// Pieces of this size, and as much free memory at an arena's end, go back to the system. It is what glibc starts with.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const BYTES_RETURNED: i32 = 128 << 10;

/// If the allocator refuses, it goes on as it was.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[expect(unsafe_code, reason = "no crate wraps `mallopt`")]
fn set(parameter: i32, value: i32) {
    // SAFETY: `mallopt` takes two integers by value and knows no pointer of ours. It locks the allocator itself, so it
    // can also be called while other threads allocate.
    let _ = unsafe { libc::mallopt(parameter, value) };
}
