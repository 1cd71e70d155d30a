/// What the window may call. The build script puts these under the access list, and
/// `tauri.conf.json` grants them; a command that is missing here is refused.
pub const COMMAND_NAMES: &[&str] = &[
    "ask_seat",
    "call",
    "pick_open_file",
    "pick_save_file",
    "pick_folder",
];
