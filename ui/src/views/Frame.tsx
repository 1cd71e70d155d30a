import { Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { OwnPassword } from "@/features/people/OwnPassword";
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
import classes from "./Frame.module.css";
import { Navigation } from "./Navigation";
import { Palette } from "./Palette";
import { ShortcutSheet } from "./ShortcutSheet";
import { screens } from "./screens";

/** Navigation, and the screen beside it. */
export function Frame() {
  const host = useHost();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const takeStatus = useStatusChange();
  const { data: status } = useStatus();
  const task = useTask();
  const refusal = useRefusal();
  const [layer, setLayer] = useState<"palette" | "shortcuts" | "password" | null>(null);

  const lock = () => task.run(async () => takeStatus(await host.lock()));
  const signOut = () => task.run(async () => takeStatus(await host.signOut()));

  /** Shows the event first, so that the person sees what an undo would change. */
  async function showLastChange() {
    try {
      const { event } = await host.call("undo.preview", {});
      await navigate({ to: "/activity", search: { open: String(event) } });
    } catch (thrown) {
      toast(sentence(toCommandError(thrown).message));
    }
  }

  useActions([
    ...screens.map(({ path, title, keys }) => ({
      id: `go ${path}`,
      label: title,
      group: "Go to",
      keys,
      run: () => void navigate({ to: path }),
    })),
    ...screens.flatMap(({ path, add }) =>
      add === undefined
        ? []
        : {
            id: `add ${path}`,
            label: add.label,
            group: "Add",
            // It adds an item on the current screen.
            keys: pathname.startsWith(path) ? "mod+N" : undefined,
            refusal: refusal(add.command),
            run: () => void navigate({ to: path, search: { open: "new" } }),
          },
    ),
    {
      id: "add.import",
      label: "Import a Django dump",
      group: "Add",
      refusal: refusal("import.django"),
      run: () => void navigate({ to: "/people", search: { open: "import" } }),
    },
    {
      id: "inspect",
      label: "Inspect a token",
      group: "Tokens",
      run: () => void navigate({ to: "/apps", search: { open: "inspect" } }),
    },
    {
      id: "undo",
      label: "Undo my last change…",
      group: "Activity",
      // It leads to the event, on the screen that lists all events.
      refusal: refusal("audit.list"),
      run: () => void showLastChange(),
    },
    {
      id: "backup",
      label: "Back up now",
      group: "Directory",
      refusal: refusal("backup.create"),
      run: () => void navigate({ to: "/settings", search: { open: "backup" } }),
    },
    {
      id: "rehearse",
      label: "Rehearse a backup",
      group: "Directory",
      refusal: refusal("backup.verify"),
      run: () => void navigate({ to: "/settings", search: { open: "rehearse" } }),
    },
    {
      id: "kit",
      label: "Print a recovery kit",
      group: "Directory",
      refusal: refusal("recovery_kit.create"),
      run: () => void navigate({ to: "/settings", search: { open: "kit" } }),
    },
    {
      id: "schedule",
      label: "Schedule backups",
      group: "Directory",
      refusal: refusal("backup.schedule"),
      run: () => void navigate({ to: "/settings", search: { open: "schedule" } }),
    },
    { id: "password", label: "Change my password…", group: "Window", run: () => setLayer("password") },
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
  ]);
  useActionKeys();

  return (
    <div className={classes.frame}>
      <Navigation onLock={lock} onChangePassword={() => setLayer("password")} />
      <div className={classes.main}>
        {status?.warning ? <Notice text={status.warning} /> : <span />}
        <Outlet />
      </div>
      <Toasts />
      <OwnPassword isOpen={layer === "password"} onClose={() => setLayer(null)} />
      <Proof />
      <Palette isOpen={layer === "palette"} onClose={() => setLayer(null)} />
      <ShortcutSheet isOpen={layer === "shortcuts"} onClose={() => setLayer(null)} />
    </div>
  );
}
