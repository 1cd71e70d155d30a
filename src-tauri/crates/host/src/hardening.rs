//! What the rest of the machine gets to see of this process, which holds keys in its memory.

/// Leaves no picture of the memory on disk, and lets no other program of the same person look into it. Call it first
/// thing. Where the system refuses, there is nothing that could be done instead.
pub fn harden_process() {
    forbid_core_dumps();
    // Also stops dumps that go into a pipe, which the limit does not.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

/// The part of it that nobody minds: a portal of the desktop looks into `/proc` to find out who asks for a file dialog.
pub fn forbid_core_dumps() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};

        let none = Rlimit {
            current: Some(0),
            maximum: Some(0),
        };
        let _ = setrlimit(Resource::Core, none);
    }
}
