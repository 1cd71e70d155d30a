import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { Host } from "./host";

export const tauriHost: Host = {
  status: () => invoke("status"),
  createDirectory: (request) => invoke("create_directory", { request }),
  openDirectory: (request) => invoke("open_directory", { request }),
  repair: () => invoke("repair"),
  restore: (request) => invoke("restore", { request }),
  restoreKey: (request) => invoke("restore_key", { request }),
  signIn: (request) => invoke("sign_in", { request }),
  signOut: () => invoke("sign_out"),
  lock: () => invoke("lock"),
  unlock: (request) => invoke("unlock", { request }),
  act: (command, request) => invoke("call", { command, request }),
  call: async (command, request) => (await tauriHost.act(command, request)).response,
  pickOpenFile: () => invoke("pick_open_file"),
  pickSaveFile: (suggestedName) => invoke("pick_save_file", { suggestedName }),
  pickFolder: () => invoke("pick_folder"),
  onChanged: (listener) => {
    const unlisten = listen<{ kinds: string[] }>("directory-changed", ({ payload }) => listener(payload.kinds));
    return () => void unlisten.then((stop) => stop());
  },
};
