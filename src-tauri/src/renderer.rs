//! WebKitGTK's DMA-BUF renderer leaves the window blank on many drivers (WebKit bug 261874).

use std::io;

/// WebKitGTK reads this variable when it starts. If the person has set it, to any value, theirs counts.
#[cfg(target_os = "linux")]
const SWITCH: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// Turns that renderer off, unless the person has set the variable.
///
/// Setting a variable of the running process is unsafe once there are threads. So the program starts itself again with
/// the variable set: same process id, same arguments. Returns only if that was not needed, or failed.
#[cfg(target_os = "linux")]
pub fn prepare() -> io::Result<()> {
    use std::os::unix::process::CommandExt;

    if std::env::var_os(SWITCH).is_some() {
        return Ok(());
    }
    let program = std::env::current_exe()?;
    Err(std::process::Command::new(program)
        .args(std::env::args_os().skip(1))
        .env(SWITCH, "1")
        .exec())
}

/// Other systems have other renderers.
#[cfg(not(target_os = "linux"))]
pub fn prepare() -> io::Result<()> {
    Ok(())
}
