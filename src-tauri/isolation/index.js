// Every call from the window passes through this frame first. The frame has no network and no other code. It drops
// unexpected calls before Rust sees them. Rust then decides who can do what.

/** The arguments that each command takes, by name. */
const COMMANDS = new Map([
  ["ask_host", ["call", "request"]],
  ["call", ["command", "request"]],
  ["pick_open_file", []],
  ["pick_save_file", ["suggestedName"]],
  ["pick_folder", []],
  ["plugin:event|listen", ["event", "target", "handler"]],
  ["plugin:event|unlisten", ["event", "eventId"]],
]);

function fits(message) {
  const expected = COMMANDS.get(message.cmd);
  if (!expected) return false;
  const given = Object.keys(message.payload ?? {});
  if (given.some((name) => !expected.includes(name))) return false;
  if (message.cmd === "ask_host") return /^[a-z_]+$/.test(message.payload.call);
  if (message.cmd === "call") return /^[a-z_]+\.[a-z_]+$/.test(message.payload.command);
  if (message.cmd === "plugin:event|listen") return message.payload.event === "directory-changed";
  return true;
}

window.__TAURI_ISOLATION_HOOK__ = (message) => {
  if (!fits(message)) throw new Error(`The window asked for something that it may not: ${message.cmd}`);
  return message;
};
