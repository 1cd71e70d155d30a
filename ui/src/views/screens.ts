import {
  type Icon,
  IconActivity,
  IconAppWindow,
  IconClock,
  IconLayoutDashboard,
  IconSettings,
  IconStack2,
  IconUsers,
} from "@tabler/icons-react";
import type { ComponentType } from "react";
import type { CommandName } from "@/host/host";
import { LISTS_SESSIONS } from "@/shared/session";
import { ActivityView } from "./ActivityView";
import { ClientsView } from "./ClientsView";
import { GroupsView } from "./GroupsView";
import { OverviewView } from "./OverviewView";
import { PeopleView } from "./PeopleView";
import { SessionsView } from "./SessionsView";
import { SettingsView } from "./SettingsView";

/** Something that is done in a pane beside a screen, and can be asked for from anywhere. */
interface ScreenPane {
  /** As it stands in the address. */
  open: string;
  label: string;
  /** Where the palette lists it. */
  group: string;
  /** What it performs. */
  command: CommandName;
  /** Ctrl+N opens it on its screen. */
  isNew?: boolean;
}

interface ScreenRow {
  path: `/${string}`;
  title: string;
  Icon: Icon;
  /** The commands that it lists with: those who may not perform them are told so in the place of the screen. */
  needs: readonly CommandName[];
  /** The letter that leads to it, after "g". */
  key?: string;
  /** Other keys that lead to it from anywhere. */
  keys?: string;
  /** The figure beside its title. */
  figure?: "users" | "groups" | "clients";
  panes?: readonly ScreenPane[];
  component: ComponentType;
}

/** All screens in the order of the navigation. Navigation, routes, palette and keys follow from this list. */
export const SCREENS = [
  { path: "/overview", title: "Overview", key: "O", Icon: IconLayoutDashboard, needs: [], component: OverviewView },
  {
    path: "/people",
    title: "People",
    key: "P",
    Icon: IconUsers,
    needs: ["user.list"],
    figure: "users",
    panes: [
      { open: "new", label: "Add person", group: "Add", command: "user.create", isNew: true },
      { open: "import", label: "Import a Django dump", group: "Add", command: "import.django" },
    ],
    component: PeopleView,
  },
  {
    path: "/groups",
    title: "Groups",
    key: "R",
    Icon: IconStack2,
    needs: ["group.list"],
    figure: "groups",
    panes: [{ open: "new", label: "Add group", group: "Add", command: "group.create", isNew: true }],
    component: GroupsView,
  },
  {
    path: "/apps",
    title: "Local apps",
    key: "A",
    Icon: IconAppWindow,
    needs: ["client.list"],
    figure: "clients",
    panes: [
      { open: "new", label: "Add local app", group: "Add", command: "client.create", isNew: true },
      { open: "inspect", label: "Inspect a token", group: "Tokens", command: "token.inspect" },
    ],
    component: ClientsView,
  },
  {
    path: "/sessions",
    title: "Sessions",
    key: "S",
    Icon: IconClock,
    needs: LISTS_SESSIONS,
    component: SessionsView,
  },
  {
    path: "/activity",
    title: "Activity",
    key: "L",
    Icon: IconActivity,
    needs: ["audit.list"],
    component: ActivityView,
  },
  {
    path: "/settings",
    title: "Settings",
    Icon: IconSettings,
    needs: [],
    keys: "mod+,",
    panes: [
      { open: "backup", label: "Back up now", group: "Directory", command: "backup.create" },
      { open: "rehearse", label: "Test a backup", group: "Directory", command: "backup.verify" },
      { open: "kit", label: "Print a recovery kit", group: "Directory", command: "recovery_kit.create" },
      { open: "schedule", label: "Schedule backups", group: "Directory", command: "backup.schedule" },
    ],
    component: SettingsView,
  },
] as const satisfies readonly ScreenRow[];

export type Screen = ScreenRow & { path: (typeof SCREENS)[number]["path"] };

/** The same, of one type. */
export const screens: readonly Screen[] = SCREENS;

/** All keys that lead to a screen: its own, "g" and its letter, and Ctrl with its place in the list. */
export function keysTo(screen: Screen): string[] {
  const place = screens.indexOf(screen) + 1;
  const after = screen.key === undefined ? [] : [`g ${screen.key}`];
  const direct = screen.keys === undefined ? [] : [screen.keys];
  return [...direct, ...after, ...(place <= 9 ? [`mod+${place}`] : [])];
}
