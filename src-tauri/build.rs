//! Turns `tauri.conf.json` and the list of commands into the window's access list.

fn main() {
    println!("cargo:rerun-if-changed=src-tauri/build.rs");
    #[cfg(feature = "desktop")]
    desktop::build();
}

#[cfg(feature = "desktop")]
#[path = "command_names.rs"]
mod command_names;

#[cfg(feature = "desktop")]
mod desktop {
    use std::path::{Path, PathBuf};
    use std::{env, fs, io};

    use crate::command_names;

    /// The files that `tauri-build` reads. They are in the root, where the Tauri CLI expects them.
    const READ: [&str; 2] = ["Cargo.toml", "tauri.conf.json"];

    /// The window's pages, which become part of the program.
    const PAGES: &str = "ui/dist";

    pub fn build() {
        println!("cargo:rerun-if-changed=src-tauri/command_names.rs");
        for file in READ {
            println!("cargo:rerun-if-changed={file}");
        }
        if env::var_os("CARGO_FEATURE_CUSTOM_PROTOCOL").is_some() {
            println!("cargo:rerun-if-changed={PAGES}");
            if !Path::new(PAGES).join("index.html").is_file() {
                fail(
                    "the window's pages are not built: `npm ci && npm run build` in ui/, or `cargo xtask run`",
                );
            }
        }
        if let Err(error) = stage().and_then(env::set_current_dir) {
            fail(&format!("cannot prepare the folder for tauri-build: {error}"));
        }
        let manifest = tauri_build::AppManifest::new().commands(command_names::COMMAND_NAMES);
        if let Err(error) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest)) {
            fail(&format!("{error:#}"));
        }
    }

    /// `tauri-build` writes schemas and permissions beside what it reads. Reading copies keeps the source tree clean.
    fn stage() -> io::Result<PathBuf> {
        let stage = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("stage");
        fs::create_dir_all(&stage)?;
        for file in READ {
            fs::copy(file, stage.join(file))?;
        }
        Ok(stage)
    }

    fn fail(message: &str) -> ! {
        println!("cargo:error={message}");
        std::process::exit(1);
    }
}
