/// The commands that the window may call. The build script puts them on the access list, and `tauri.conf.json` grants
/// them. A command that is missing here is refused.
pub const COMMAND_NAMES: &[&str] = &[
    "ask_host",
    "call",
    "pick_open_file",
    "pick_save_file",
    "pick_folder",
];
