import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { Host } from "./host";

export const tauriHost: Host = {
  ask: (call, request) => invoke("ask_host", { call, request }),
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
