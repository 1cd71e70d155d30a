//! The window may show only its own pages.

use tauri::Url;

/// Whether the address is one of the app's own, as Tauri serves them on each system.
pub fn is_ours(url: &Url) -> bool {
    match (url.scheme(), url.host_str(), url.port()) {
        ("tauri", Some("localhost"), None) => true,
        // The isolated frame: its scheme is new in each build.
        (scheme, Some("localhost"), None) => scheme.starts_with("isolation-"),
        // Windows serves the same pages under http.
        ("http", Some(host), None) => cfg!(windows) && is_ours_on_windows(host),
        // The development server; not part of a finished build.
        ("http", Some("127.0.0.1"), Some(5173)) => tauri::is_dev(),
        _ => false,
    }
}

fn is_ours_on_windows(host: &str) -> bool {
    match host.strip_suffix(".localhost") {
        Some(name) => name == "tauri" || name.starts_with("isolation-"),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(address: &str) -> bool {
        is_ours(&Url::parse(address).unwrap())
    }

    #[test]
    fn its_own_pages_are_allowed() {
        assert!(asks("tauri://localhost"));
        assert!(asks("tauri://localhost/index.html#/people"));
        assert!(asks("isolation-0e6b8f6c://localhost"));
    }

    #[test]
    fn everything_else_is_refused() {
        for address in [
            "https://example.org",
            "http://localhost:8000",
            "tauri://localhost.example.org",
            "tauri://localhost:99",
            "isolation-0e6b8f6c://example.org",
            "http://tauri.localhost.example.org",
            "file:///etc/passwd",
            "data:text/html,hello",
            "javascript:alert(1)",
            "about:blank",
        ] {
            assert!(!asks(address), "{address} must not load in the window");
        }
    }
}
