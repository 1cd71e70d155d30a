//! Reads hidden input from the terminal. Restores the terminal whenever the question ends: with an answer, Ctrl+C,
//! Ctrl+Z or another signal.

use std::io::Result;

#[cfg(unix)]
pub(crate) fn ask(prompt: &str) -> Result<String> {
    let open = echo::watch();
    let answer = rpassword::prompt_password(prompt);
    if matches!(&answer, Err(error) if error.kind() == std::io::ErrorKind::Interrupted) {
        // The signal for Ctrl+C is on its way to the other thread, which must still handle it.
        drop(open);
        echo::end_by_ctrl_c();
    }
    answer
}

/// On other systems the console restores itself.
#[cfg(not(unix))]
pub(crate) fn ask(prompt: &str) -> Result<String> {
    rpassword::prompt_password(prompt)
}

#[cfg(unix)]
mod echo {
    use std::fs::File;
    use std::sync::{Mutex, MutexGuard, Once, PoisonError};

    use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    use crate::progress::interrupt;

    /// The terminal's settings before the open question.
    static BEFORE: Mutex<Option<(File, Termios)>> = Mutex::new(None);
    static WATCHING: Once = Once::new();

    pub(super) struct Open;

    /// Until the result is dropped, a signal restores the terminal before it takes effect.
    pub(super) fn watch() -> Open {
        *before() = find();
        WATCHING.call_once(|| {
            // If this fails, signals have their usual effect.
            if let Ok(signals) = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP]) {
                std::thread::spawn(move || pass_on(signals));
            }
        });
        Open
    }

    /// Ends the process as Ctrl+C does.
    pub(super) fn end_by_ctrl_c() {
        let _ = emulate_default_handler(SIGINT);
    }

    impl Drop for Open {
        fn drop(&mut self) {
            *before() = None;
        }
    }

    fn find() -> Option<(File, Termios)> {
        let terminal = File::options().read(true).write(true).open("/dev/tty").ok()?;
        let shown = tcgetattr(&terminal).ok()?;
        Some((terminal, shown))
    }

    /// Runs as long as the process lives: without it, the caught signals would have no effect.
    fn pass_on(mut signals: Signals) {
        for signal in signals.forever() {
            // A question was answered, and now a job runs.
            if signal == SIGINT && interrupt::cancels() {
                continue;
            }
            let hidden = before().as_ref().and_then(|(terminal, shown)| {
                let hidden = tcgetattr(terminal).ok();
                let _ = tcsetattr(terminal, OptionalActions::Now, shown);
                hidden
            });
            let _ = emulate_default_handler(signal);
            // The process was stopped, and continues.
            if let (Some((terminal, _)), Some(hidden)) = (before().as_ref(), hidden) {
                let _ = tcsetattr(terminal, OptionalActions::Now, &hidden);
            }
        }
    }

    fn before() -> MutexGuard<'static, Option<(File, Termios)>> {
        BEFORE.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
