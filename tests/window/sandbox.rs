//! A home for this run only, and the environment that points to it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// Variables of the surrounding session that point outside the sandbox.
const LEADING_OUT: [&str; 5] = [
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
    "GNOME_KEYRING_CONTROL",
    "PORTREEVE_PASSPHRASE_FILE",
    "DBUS_SYSTEM_BUS_ADDRESS",
];

/// A throw-away home.
pub struct Sandbox {
    folder: TempDir,
    variables: Vec<(&'static str, String)>,
}

impl Sandbox {
    pub fn new() -> Self {
        let folder = tempfile::Builder::new()
            .prefix("portreeve-window-")
            .tempdir()
            .expect("a folder");
        let mut sandbox = Self {
            folder,
            variables: Vec::new(),
        };
        for (name, part) in [
            ("HOME", "home"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_RUNTIME_DIR", "run"),
        ] {
            let path = sandbox.path(part);
            fs::create_dir(&path).expect("a folder");
            fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).expect("our own folder");
            sandbox.set(name, &path.to_string_lossy());
        }
        let home = sandbox.path("portreeve").to_string_lossy().into_owned();
        sandbox.set("PORTREEVE_HOME", &home);
        sandbox.set("GDK_BACKEND", "x11");
        sandbox.set("LIBGL_ALWAYS_SOFTWARE", "1");
        // No accessibility bus: the driver reads roles and names from the page itself.
        sandbox.set("NO_AT_BRIDGE", "1");
        sandbox.set("GSETTINGS_BACKEND", "memory");
        sandbox
    }

    /// Sets a variable for every program that starts from now on.
    pub fn set(&mut self, name: &'static str, value: &str) {
        self.variables.push((name, value.to_owned()));
    }

    /// A command that runs in the sandbox.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        for name in LEADING_OUT {
            command.env_remove(name);
        }
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// A path in the sandbox.
    pub fn path(&self, part: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(part)
    }
}
