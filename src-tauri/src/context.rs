//! What Tauri builds into the program: the configuration, the window's pages, the commands that the window may call.

/// Everything that is built in.
pub fn context() -> tauri::Context {
    tauri::generate_context!()
}

#[cfg(test)]
mod tests {
    use serde_json::to_value;
    use tauri::Pattern;
    use tauri::utils::config::{BuildConfig, BundleConfig, Config};

    /// The contents of `tauri.conf.json`, without the settings that only the build needs and Tauri leaves out.
    fn written() -> Config {
        let file: Config = serde_json::from_str(include_str!("../../tauri.conf.json")).unwrap();
        Config {
            schema: None,
            build: BuildConfig {
                dev_url: file.build.dev_url,
                frontend_dist: file.build.frontend_dist,
                ..BuildConfig::default()
            },
            bundle: BundleConfig {
                active: file.bundle.active,
                icon: file.bundle.icon,
                ..BundleConfig::default()
            },
            ..file
        }
    }

    /// `tests/webview_config.rs` checks every setting in the file. A variable, or a second file for one system, could
    /// still change what is built.
    #[test]
    fn what_is_built_in_is_what_the_file_says() {
        let built_in = to_value(super::context().config()).unwrap();
        assert_eq!(built_in, to_value(written()).unwrap());
    }

    /// Without its feature Tauri would silently leave out the isolated frame.
    #[test]
    fn calls_pass_through_the_isolated_frame() {
        assert!(matches!(super::context().pattern(), Pattern::Isolation { .. }));
    }
}
