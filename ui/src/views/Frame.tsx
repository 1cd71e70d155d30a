import { Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useStatus, useStatusChange } from "@/features/session/status";
import { useHost } from "@/host/context";
import { toCommandError } from "@/host/host";
import { useActionKeys, useActions } from "@/shared/actions";
import { useRefusal } from "@/shared/me";
import { Notice } from "@/shared/Notice";
import { Proof } from "@/shared/Proof";
import { useTask } from "@/shared/query";
import { sentence } from "@/shared/sentence";
import { Toasts, toast } from "@/shared/toast";
import { About } from "./About";
import classes from "./Frame.module.css";
import { Navigation } from "./Navigation";
import { Palette } from "./Palette";
import { ShortcutSheet } from "./ShortcutSheet";
import { items, places } from "./screens";
import { useUsable } from "./useUsable";

/** Navigation, and the screen beside it. */
export function Frame() {
  const host = useHost();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const takeStatus = useStatusChange();
  const { data: status } = useStatus();
  const task = useTask();
  const refusal = useRefusal();
  const usable = useUsable();
  const [layer, setLayer] = useState<"palette" | "shortcuts" | "about" | null>(null);

  const lock = () => task.run(async () => takeStatus(await host.ask("lock", {})));
  const signOut = () => task.run(async () => takeStatus(await host.ask("sign_out", {})));

  /** Shows the event first, so that the person sees what an undo would change. */
  async function showLastChange() {
    try {
      const { event } = await host.call("undo.preview", {});
      await navigate({ to: "/activity/events", search: { open: String(event) } });
    } catch (thrown) {
      toast(sentence(toCommandError(thrown).message));
    }
  }

  useActions([
    ...items.map((item) => {
      const { entry, refusal } = usable(item);
      const run = () => void navigate({ to: entry.path });
      return { id: `go ${item.path}`, label: item.title, group: "Go to", keys: item.keys, refusal, run };
    }),
    ...places
      .filter(({ item, tab }) => item.tabs.length > 1 && refusal(tab.needs) === null)
      .map(({ item, tab }) => ({
        id: `tab ${tab.path}`,
        label: `${item.title}: ${tab.title}`,
        group: "Go to",
        run: () => void navigate({ to: tab.path }),
      })),
    ...places
      .filter(({ tab }) => tab.alias !== undefined && refusal(tab.needs) === null)
      .map(({ tab }) => ({
        id: `alias ${tab.path}`,
        label: tab.alias as string,
        group: "Go to",
        run: () => void navigate({ to: tab.path }),
      })),
    ...places.flatMap(({ tab: { path, panes = [] } }) =>
      panes.map(({ open, label, group, command, isNew }) => ({
        id: `open ${path} ${open}`,
        label,
        group,
        // It adds what the screen is about.
        keys: isNew && pathname.startsWith(path) ? "mod+N" : undefined,
        refusal: refusal(command),
        run: () => void navigate({ to: path, search: { open } }),
      })),
    ),
    {
      id: "undo",
      label: "Undo my last change…",
      group: "Activity",
      // It leads to the event, on the screen that lists all events.
      refusal: refusal("audit.list"),
      run: () => void showLastChange(),
    },
    { id: "account", label: "My account", group: "Go to", run: () => void navigate({ to: "/account" }) },
    { id: "password", label: "Change my password", group: "Window", run: () => void navigate({ to: "/account" }) },
    { id: "lock", label: "Lock", group: "Window", keys: "mod+L", run: lock },
    { id: "signOut", label: "Sign out", group: "Window", run: signOut },
    { id: "palette", label: "Command palette", group: "Window", keys: "mod+K", run: () => setLayer("palette") },
    {
      id: "shortcuts",
      label: "Keyboard shortcuts",
      group: "Window",
      keys: "shift+?",
      run: () => setLayer("shortcuts"),
    },
    { id: "about", label: "About Portreeve", group: "Window", run: () => setLayer("about") },
  ]);
  useActionKeys();

  return (
    <div className={classes.frame}>
      <Navigation
        onLock={lock}
        onSignOut={signOut}
        onShortcuts={() => setLayer("shortcuts")}
        onAbout={() => setLayer("about")}
      />
      <div className={classes.main}>
        {status?.warning ? <Notice text={status.warning} /> : <span />}
        <Outlet />
      </div>
      <Toasts />
      <Proof />
      <Palette isOpen={layer === "palette"} onClose={() => setLayer(null)} />
      <About isOpen={layer === "about"} onClose={() => setLayer(null)} />
      <ShortcutSheet isOpen={layer === "shortcuts"} onClose={() => setLayer(null)} />
    </div>
  );
}
