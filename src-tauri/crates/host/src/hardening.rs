//! Hides this process, which holds keys in memory, from the rest of the computer.

/// Prevents core dumps, and keeps other programs of the same person from reading the memory. Call it first. If the
/// system refuses, there is no alternative to try.
pub fn harden_process() {
    forbid_core_dumps();
    // This also stops dumps into a pipe, which the limit does not.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

/// Only prevents core dumps. A desktop portal reads `/proc` to learn which program asks for a file dialog.
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
