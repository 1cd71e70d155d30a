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

/** Something that is done in a pane beside a tab, and can be asked for from anywhere. */
interface TabPane {
  /** As it stands in the address. */
  open: string;
  label: string;
  /** Where the palette lists it. */
  group: string;
  /** What it performs. */
  command: CommandName;
  /** Ctrl+N opens it on its tab. */
  isNew?: boolean;
}

interface TabRow {
  /** The address. An item of one tab shares it with its tab. */
  path: `/${string}`;
  title: string;
  /** Another name by which the palette finds it. */
  alias?: string;
  /** The commands that it lists with: accounts that may not perform them do not see the tab. */
  needs: readonly CommandName[];
  /** What stands in its place for such an account. */
  refused?: string;
  panes?: readonly TabPane[];
  component: ComponentType;
}

interface ItemRow {
  path: `/${string}`;
  title: string;
  Icon: Icon;
  /** The letter that leads to it, after G. */
  key: string;
  /** Keys that lead to it from anywhere. */
  keys?: string;
  /** The figure beside its title. */
  figure?: "users" | "groups" | "clients";
  /** Whether space parts it from the item above. */
  startsGroup?: boolean;
  tabs: readonly [TabRow, ...TabRow[]];
}

/**
 * All items of the navigation in their order, each with its tabs: two levels and no more. Navigation, routes, tab rows,
 * palette and keys follow from this list.
 */
export const ITEMS = [
  {
    path: "/overview",
    title: "Overview",
    Icon: IconLayoutDashboard,
    key: "O",
    tabs: [{ path: "/overview", title: "Overview", needs: [], component: OverviewView }],
  },
  {
    path: "/people",
    title: "People",
    Icon: IconUsers,
    key: "P",
    figure: "users",
    startsGroup: true,
    tabs: [
      {
        path: "/people",
        title: "People",
        needs: ["user.list"],
        refused: "You cannot see people",
        panes: [
          { open: "new", label: "Add person", group: "Add", command: "user.create", isNew: true },
          { open: "import", label: "Import a Django dump", group: "Add", command: "import.django" },
        ],
        component: PeopleView,
      },
    ],
  },
  {
    path: "/groups",
    title: "Groups",
    Icon: IconStack2,
    key: "R",
    figure: "groups",
    tabs: [
      {
        path: "/groups",
        title: "Groups",
        needs: ["group.list"],
        refused: "You cannot see groups",
        panes: [{ open: "new", label: "Add group", group: "Add", command: "group.create", isNew: true }],
        component: GroupsView,
      },
    ],
  },
  {
    path: "/apps",
    title: "Local apps",
    Icon: IconAppWindow,
    key: "A",
    figure: "clients",
    startsGroup: true,
    tabs: [
      {
        path: "/apps",
        title: "Local apps",
        needs: ["client.list"],
        refused: "You cannot see apps",
        panes: [
          { open: "new", label: "Add local app", group: "Add", command: "client.create", isNew: true },
          { open: "inspect", label: "Inspect a token", group: "Tokens", command: "token.inspect" },
        ],
        component: ClientsView,
      },
    ],
  },
  {
    path: "/sessions",
    title: "Sessions",
    Icon: IconClock,
    key: "S",
    tabs: [
      {
        path: "/sessions",
        title: "Sessions",
        needs: LISTS_SESSIONS,
        refused: "You cannot see sessions",
        component: SessionsView,
      },
    ],
  },
  {
    path: "/activity",
    title: "Activity",
    Icon: IconActivity,
    key: "L",
    startsGroup: true,
    tabs: [
      {
        path: "/activity",
        title: "Activity",
        needs: ["audit.list"],
        refused: "You cannot see activity",
        component: ActivityView,
      },
    ],
  },
  {
    path: "/settings",
    title: "Settings",
    Icon: IconSettings,
    key: ",",
    keys: "mod+,",
    startsGroup: true,
    tabs: [
      {
        path: "/settings",
        title: "Settings",
        needs: [],
        panes: [
          { open: "backup", label: "Back up now", group: "Directory", command: "backup.create" },
          { open: "rehearse", label: "Test a backup", group: "Directory", command: "backup.verify" },
          { open: "kit", label: "Print a recovery kit", group: "Directory", command: "recovery_kit.create" },
          { open: "schedule", label: "Schedule backups", group: "Directory", command: "backup.schedule" },
        ],
        component: SettingsView,
      },
    ],
  },
] as const satisfies readonly ItemRow[];

export type ItemPath = (typeof ITEMS)[number]["path"];
export type TabPath = (typeof ITEMS)[number]["tabs"][number]["path"];
export type Tab = TabRow & { path: TabPath };
export type Item = Omit<ItemRow, "tabs"> & { path: ItemPath; tabs: readonly [Tab, ...Tab[]] };

/** The same, of one type. */
export const items: readonly Item[] = ITEMS;

/** Every tab with its item. */
export const places = items.flatMap((item) => item.tabs.map((tab) => ({ item, tab })));
