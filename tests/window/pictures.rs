//! Pictures of every screen, in both themes and in two sizes, for a person to look at.

use std::fs;
use std::path::PathBuf;

use crate::window::Window;

const SIZES: [(u32, u32); 2] = [(1600, 1000), (1000, 700)];
const THEMES: [&str; 2] = ["light", "dark"];

/// The folder of the pictures; earlier contents are removed.
pub struct Pictures {
    folder: PathBuf,
}

impl Pictures {
    pub fn new() -> Self {
        let folder = std::env::var_os("PORTREEVE_PICTURES").expect("PORTREEVE_PICTURES names a folder");
        let folder = PathBuf::from(folder);
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("the old pictures go");
        }
        fs::create_dir_all(&folder).expect("a folder for the pictures");
        Self { folder }
    }

    /// Photographs the current screen, and leaves the window unchanged.
    pub async fn take(&self, window: &Window, screen: &str) {
        for slip in ["NaN", "undefined", "[object Object]"] {
            window.misses(slip).await;
        }
        let theme = window.theme().await;
        for (width, height) in SIZES {
            window.resize(width, height).await;
            for theme in THEMES {
                window.show_theme(theme).await;
                window
                    .photograph(&self.folder.join(format!("{screen}-{theme}-{width}x{height}.png")))
                    .await;
            }
        }
        window.show_theme(&theme).await;
        let (width, height) = SIZES[0];
        window.resize(width, height).await;
    }
}
