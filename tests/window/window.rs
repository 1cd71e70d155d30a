//! The app's window, as a person sees it: by the words on it. Every call waits until they appear.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::desktop::Desktop;

/// Longer than any action in the window takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// The time between two checks.
const INTERVAL: Duration = Duration::from_millis(50);

/// The app under test, already built.
fn program() -> PathBuf {
    let program = std::env::var_os("PORTREEVE_DESKTOP").expect("PORTREEVE_DESKTOP names the built program");
    fs::canonicalize(program).expect("the program is there")
}

/// A text as an XPath literal. None of the window's own texts has both kinds of quotes.
fn literal(text: &str) -> String {
    if text.contains('\'') {
        format!("\"{text}\"")
    } else {
        format!("'{text}'")
    }
}

/// A key pressed while another is held.
pub fn chord(held: Key, key: char) -> String {
    format!("{held}{key}{}", Key::Null)
}

pub struct Window {
    client: Client,
}

impl Window {
    /// Starts the app and connects to its window.
    pub async fn open(desktop: &Desktop) -> Self {
        let address = format!("http://127.0.0.1:{}", desktop.driver_port);
        let wanted = json!({ "browserName": "wry", "tauri:options": { "application": program() } });
        let Value::Object(capabilities) = wanted else {
            unreachable!("an object was written")
        };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let connected = tokio::time::timeout(PATIENCE, builder.capabilities(capabilities).connect(&address));
        let client = connected.await.expect("the driver answers in time");
        Self {
            client: client.unwrap_or_else(|error| panic!("the window does not open: {error}")),
        }
    }

    /// Ends the app.
    pub async fn close(self) {
        self.client.close().await.expect("the window closes");
    }

    async fn find(&self, path: &str) -> Element {
        let found = self
            .client
            .wait()
            .at_most(PATIENCE)
            .every(INTERVAL)
            .for_element(Locator::XPath(path))
            .await;
        match found {
            Ok(element) => element,
            Err(error) => panic!("not in the window: {path}\n{error}\n{}", self.text().await),
        }
    }

    /// Clicks the element at `path` once that is possible: it may still be moving.
    async fn click(&self, path: &str) {
        let mut looks = tokio::time::interval(INTERVAL);
        let mut refusal = None;
        let pressed = tokio::time::timeout(PATIENCE, async {
            while let Err(error) = self.find(path).await.click().await {
                refusal = Some(error);
                looks.tick().await;
            }
        });
        if pressed.await.is_err() {
            panic!("cannot be pressed: {path}\n{refusal:?}\n{}", self.text().await);
        }
    }

    async fn text(&self) -> String {
        let script = "return document.body.innerText + '\\n' + location.href";
        let text = self.client.execute(script, Vec::new()).await.unwrap_or_default();
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until this text appears.
    pub async fn sees(&self, text: &str) {
        self.until(
            &format!("shows {text:?}"),
            &format!("document.body.innerText.includes({})", json!(text)),
        )
        .await;
    }

    /// Waits until this text is nowhere on the page.
    pub async fn misses(&self, text: &str) {
        self.until(
            &format!("hides {text:?}"),
            &format!("!document.body.innerText.includes({})", json!(text)),
        )
        .await;
    }

    /// Waits until a condition on the page holds.
    pub async fn until(&self, what: &str, condition: &str) {
        let script = format!("return Boolean({condition})");
        let mut looks = tokio::time::interval(INTERVAL);
        let held = tokio::time::timeout(PATIENCE, async {
            while self.client.execute(&script, Vec::new()).await.ok() != Some(Value::Bool(true)) {
                looks.tick().await;
            }
        });
        if held.await.is_err() {
            panic!("the window never {what}. It shows:\n{}", self.text().await);
        }
    }

    /// Presses the button, link, tab or choice of this name.
    pub async fn press(&self, name: &str) {
        let name = literal(name);
        // A button may show its key after its name.
        let named =
            format!("(normalize-space(.)={name} or normalize-space(text())={name} or @aria-label={name})");
        let enabled = "not(@disabled) and not(@data-disabled)";
        let path = format!(
            "//button[{named} and {enabled}] | //a[{named}] | //*[@role='option' or @role='tab' or @role='menuitem' \
             or @role='radio'][{named}] | //label[(.//input or @for) and contains(normalize-space(.), {name})]"
        );
        self.click(&path).await;
    }

    /// The path of the field of this label.
    fn field(label: &str) -> String {
        let label = literal(label);
        format!(
            "//*[self::input or self::textarea]\
             [@aria-label={label} or @id=//label[starts-with(normalize-space(.), {label})]/@for]"
        )
    }

    /// Types into the field with this label, replacing its text.
    pub async fn fill(&self, label: &str, text: &str) {
        let field = self.find(&Self::field(label)).await;
        // WebKit's driver hangs on Ctrl+A.
        let element = serde_json::to_value(&field).expect("an element");
        self.client
            .execute("arguments[0].select()", vec![element])
            .await
            .expect("a field to type in");
        field.send_keys(text).await.expect("a field to type in");
    }

    /// Opens the list with this label, types to filter it, and chooses the first option that contains `option`.
    pub async fn choose(&self, label: &str, typed: &str, option: &str) {
        let path = Self::field(label);
        self.click(&path).await;
        let field = self.find(&path).await;
        if !typed.is_empty() {
            field.send_keys(typed).await.expect("a list to search");
        }
        let option = literal(option);
        self.click(&format!(
            "//*[@role='option'][contains(normalize-space(.), {option})]"
        ))
        .await;
    }

    /// Types into the field with this label and chooses the suggestion.
    pub async fn pick(&self, label: &str, typed: &str, offered: &str) {
        self.fill(label, typed).await;
        let offered = literal(offered);
        self.click(&format!("//button[contains(normalize-space(.), {offered})]"))
            .await;
    }

    /// Presses keys outside of any field.
    pub async fn keys(&self, keys: &str) {
        self.find("//body")
            .await
            .send_keys(keys)
            .await
            .expect("a page that takes keys");
    }

    /// Goes to a screen by the navigation.
    pub async fn go_to(&self, screen: &str) {
        let name = literal(screen);
        let path = format!("//nav[@aria-label='Screens']//a[starts-with(normalize-space(.), {name})]");
        self.click(&path).await;
        self.heading(screen).await;
    }

    /// Waits until the page has this heading.
    pub async fn heading(&self, text: &str) {
        self.find(&format!(
            "//h1[normalize-space(.)={0}] | //h2[normalize-space(.)={0}]",
            literal(text)
        ))
        .await;
    }

    /// Opens the row of a grid that shows this name.
    pub async fn open_row(&self, name: &str) {
        self.click(&format!(
            "//*[@role='gridcell'][normalize-space(.)={}]",
            literal(name)
        ))
        .await;
    }

    /// Waits until the grid with this name has `count` rows, including those out of sight.
    pub async fn rows(&self, grid: &str, count: usize) {
        let grid_element = json!(format!("[role=grid][aria-label={}]", json!(grid)));
        // Its head counts as a row.
        let with_head = count + 1;
        let condition = format!(
            "document.querySelector({grid_element})?.getAttribute('aria-rowcount') === '{with_head}'"
        );
        self.until(&format!("shows {count} rows of {grid}"), &condition)
            .await;
    }

    /// Waits until the region of this name shows this text.
    pub async fn region(&self, name: &str, text: &str) {
        let region = json!(format!("[aria-label={}]", json!(name)));
        let condition = format!(
            "document.querySelector({region})?.innerText.includes({})",
            json!(text)
        );
        self.until(&format!("shows {text:?} in {name}"), &condition).await;
    }

    /// The theme of the page.
    pub async fn theme(&self) -> String {
        let theme = self
            .ask("return document.documentElement.dataset.mantineColorScheme")
            .await;
        theme.as_str().unwrap_or_default().to_owned()
    }

    /// Shows a theme without choosing it, and waits for its colours.
    pub async fn show_theme(&self, theme: &str) {
        self.ask(&format!(
            "document.documentElement.dataset.mantineColorScheme = {}",
            json!(theme)
        ))
        .await;
        self.until("settles", "document.getAnimations().length === 0")
            .await;
    }

    /// Runs a script in the page and returns its result.
    pub async fn ask(&self, script: &str) -> Value {
        self.client
            .execute(script, Vec::new())
            .await
            .expect("the script runs")
    }

    /// Resizes the window, and waits until the page has followed.
    pub async fn resize(&self, width: u32, height: u32) {
        self.client
            .set_window_size(width, height)
            .await
            .expect("the window can be resized");
        self.until("takes its size", &format!("Math.abs(innerWidth - {width}) < 40"))
            .await;
    }

    /// Saves what the window shows.
    pub async fn photograph(&self, file: &Path) {
        // The driver waits for the next frame, for ever if nothing moves: so one pixel moves.
        self.ask(
            "const pixel = document.body.appendChild(document.createElement('div'));
             pixel.style.cssText = 'position: fixed; inset: 0 auto auto 0; width: 1px; height: 1px';
             window.stir = setInterval(() => { pixel.style.opacity = Math.random(); }, 10);
             window.calm = () => { clearInterval(window.stir); pixel.remove(); };",
        )
        .await;
        let picture = self.client.screenshot().await.expect("a picture");
        self.ask("window.calm()").await;
        fs::write(file, picture).expect("the picture is saved");
    }
}
