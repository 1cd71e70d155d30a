import { Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useStatus, useStatusChange } from "@/features/session/status";
import { useHost } from "@/host/context";
import { useActions, WINDOW_GROUP } from "@/shared/actions";
import { useRefusal } from "@/shared/me";
import { Notice } from "@/shared/Notice";
import { Proof } from "@/shared/Proof";
import { useTask } from "@/shared/query";
import { Toasts } from "@/shared/toast";
import { t } from "@/texts";
import { About } from "./About";
import classes from "./Frame.module.css";
import { Navigation } from "./Navigation";
import { Palette } from "./Palette";
import { ShortcutSheet } from "./ShortcutSheet";
import { places } from "./screens";
import { useFrameKeys } from "./useFrameKeys";

/** Navigation, and the screen beside it. */
export function Frame() {
  const host = useHost();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const takeStatus = useStatusChange();
  const { data: status } = useStatus();
  const task = useTask();
  const refusal = useRefusal();
  const [layer, setLayer] = useState<"palette" | "shortcuts" | "about" | null>(null);

  const lock = () => task.run(async () => takeStatus(await host.ask("lock", {})));
  const signOut = () => task.run(async () => takeStatus(await host.ask("sign_out", {})));

  useFrameKeys();
  useActions([
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
      id: "password",
      label: t("frame.act.change_password"),
      group: WINDOW_GROUP,
      run: () => void navigate({ to: "/account" }),
    },
    { id: "lock", label: t("frame.lock"), group: WINDOW_GROUP, keys: "mod+L", run: lock },
    { id: "signOut", label: t("frame.sign_out"), group: WINDOW_GROUP, run: signOut },
    {
      id: "palette",
      label: t("frame.palette.title"),
      group: WINDOW_GROUP,
      keys: "mod+K",
      run: () => setLayer("palette"),
    },
    {
      id: "shortcuts",
      label: t("frame.shortcuts"),
      group: WINDOW_GROUP,
      keys: "shift+?",
      run: () => setLayer("shortcuts"),
    },
    { id: "about", label: t("frame.about"), group: WINDOW_GROUP, run: () => setLayer("about") },
  ]);

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
      <Palette
        isOpen={layer === "palette"}
        // What was chosen there may have opened another layer.
        onClose={() => setLayer((now) => (now === "palette" ? null : now))}
      />
      <About isOpen={layer === "about"} onClose={() => setLayer(null)} />
      <ShortcutSheet isOpen={layer === "shortcuts"} onClose={() => setLayer(null)} />
    </div>
  );
}
