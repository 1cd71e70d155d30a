//! A whole desktop for one run: a screen, a session bus, an unlocked keyring, a driver for the window.

use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use crate::background::Background;
use crate::sandbox::Sandbox;

/// Opens the throw-away keyring; it protects nothing.
const KEYRING_PASSWORD: &str = "of this run alone";

/// Larger than the largest photographed window.
const SCREEN: &str = "1920x1200x24";

/// Ends its programs when it is dropped, the last first.
pub struct Desktop {
    pub sandbox: Sandbox,
    pub driver_port: u16,
    _driver: Background,
    _keyring: Background,
    _bus: Background,
    _screen: Background,
}

impl Desktop {
    pub async fn start() -> Self {
        let mut sandbox = Sandbox::new();

        // It writes the number of a free display to its standard output once it accepts connections.
        let mut command = sandbox.command("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"]);
        let mut screen = Background::start(&mut command, &sandbox.path("screen.log"));
        sandbox.set("DISPLAY", &format!(":{}", screen.ready_line()));

        let mut command = sandbox.command("dbus-daemon");
        command.args(["--session", "--nofork", "--print-address=1"]);
        let mut bus = Background::start(&mut command, &sandbox.path("bus.log"));
        sandbox.set("DBUS_SESSION_BUS_ADDRESS", &bus.ready_line());

        let mut command = sandbox.command("gnome-keyring-daemon");
        command.args(["--foreground", "--unlock", "--components=secrets"]);
        let mut keyring = Background::start(&mut command, &sandbox.path("keyring.log"));
        keyring.tell(KEYRING_PASSWORD);
        // An earlier request would make the bus start a second, locked keyring.
        let waited = sandbox
            .command("gdbus")
            .args(["wait", "--session", "--timeout", "30", "org.freedesktop.secrets"])
            .stdin(Stdio::null())
            .status()
            .expect("gdbus runs");
        assert!(waited.success(), "the keyring did not come up");

        let (driver_port, native_port) = two_free_ports();
        let mut command = sandbox.command(driver());
        command.args([
            "--port",
            &driver_port.to_string(),
            "--native-port",
            &native_port.to_string(),
        ]);
        let driver = Background::start(&mut command, &sandbox.path("driver.log"));

        for port in [native_port, driver_port] {
            until_it_listens(port).await;
        }

        Self {
            sandbox,
            driver_port,
            _driver: driver,
            _keyring: keyring,
            _bus: bus,
            _screen: screen,
        }
    }
}

/// `cargo install` puts it beside cargo, which may not be in the search path.
fn driver() -> PathBuf {
    std::env::var_os("PORTREEVE_TAURI_DRIVER").map_or_else(|| PathBuf::from("tauri-driver"), PathBuf::from)
}

/// Neither this driver nor WebKit's driver behind it says when it is ready.
async fn until_it_listens(port: u16) {
    let mut looks = tokio::time::interval(Duration::from_millis(20));
    let listening = tokio::time::timeout(Duration::from_secs(30), async {
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            looks.tick().await;
        }
    });
    listening.await.expect("the driver comes up");
}

fn two_free_ports() -> (u16, u16) {
    let listeners = [(); 2].map(|()| TcpListener::bind("127.0.0.1:0").expect("a free port"));
    let [first, second] = listeners.map(|listener| listener.local_addr().expect("an address").port());
    (first, second)
}
