import {
  type Icon,
  IconActivity,
  IconAppWindow,
  IconDatabase,
  IconLayoutDashboard,
  IconLogin2,
  IconSettings,
  IconShieldCheck,
  IconStack2,
  IconUsers,
} from "@tabler/icons-react";
import type { ComponentType } from "react";
import type { CommandName } from "@/host/host";
import { LISTS_SESSIONS } from "@/shared/session";
import { ActivityView } from "./ActivityView";
import { BackupsView } from "./BackupsView";
import { CheckpointsView } from "./CheckpointsView";
import { ClientsView } from "./ClientsView";
import { ComputerView } from "./ComputerView";
import { GroupsView } from "./GroupsView";
import { HealthView } from "./HealthView";
import { ImportView } from "./ImportView";
import { KeysView } from "./KeysView";
import { OverviewView } from "./OverviewView";
import { PeopleView } from "./PeopleView";
import { PermissionsView } from "./PermissionsView";
import { SessionsView } from "./SessionsView";
import { TeamView } from "./TeamView";
import { TokensView } from "./TokensView";

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
        panes: [{ open: "new", label: "Add person", group: "Add", command: "user.create", isNew: true }],
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
    path: "/permissions",
    title: "Permissions",
    Icon: IconShieldCheck,
    key: "M",
    tabs: [
      {
        path: "/permissions",
        title: "Catalogue",
        needs: ["permission.list"],
        refused: "You cannot see permissions",
        panes: [{ open: "new", label: "Add permission", group: "Add", command: "permission.add", isNew: true }],
        component: PermissionsView,
      },
    ],
  },
  {
    path: "/apps",
    title: "Apps",
    Icon: IconAppWindow,
    key: "A",
    figure: "clients",
    startsGroup: true,
    tabs: [
      {
        path: "/apps/all",
        title: "All",
        needs: ["client.list"],
        refused: "You cannot see apps",
        panes: [{ open: "new", label: "Add app", group: "Add", command: "client.create", isNew: true }],
        component: ClientsView,
      },
      {
        path: "/apps/tokens",
        title: "Tokens",
        needs: ["token.inspect"],
        panes: [{ open: "inspect", label: "Inspect a token", group: "Tokens", command: "token.inspect" }],
        component: TokensView,
      },
      { path: "/apps/keys", title: "Keys", needs: ["key.list"], component: KeysView },
    ],
  },
  {
    path: "/sign-in",
    title: "Sign-in",
    Icon: IconLogin2,
    key: "S",
    tabs: [
      {
        path: "/sign-in",
        title: "Now",
        alias: "Sessions",
        needs: LISTS_SESSIONS,
        refused: "You cannot see who is signed in",
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
        path: "/activity/events",
        title: "Events",
        needs: ["audit.list"],
        refused: "You cannot see activity",
        component: ActivityView,
      },
      {
        path: "/activity/checkpoints",
        title: "Checkpoints",
        needs: ["audit.head", "audit.check"],
        refused: "You cannot see activity",
        component: CheckpointsView,
      },
    ],
  },
  {
    path: "/data",
    title: "Data",
    Icon: IconDatabase,
    key: "D",
    startsGroup: true,
    tabs: [
      {
        path: "/data/backups",
        title: "Backups",
        alias: "Restore a backup",
        needs: ["backup.create"],
        refused: "You cannot make backups",
        panes: [
          { open: "backup", label: "Back up now", group: "Data", command: "backup.create" },
          { open: "rehearse", label: "Test a backup", group: "Data", command: "backup.verify" },
          { open: "schedule", label: "Schedule backups", group: "Data", command: "backup.schedule" },
          { open: "kit", label: "Print a recovery kit", group: "Data", command: "recovery_kit.create" },
          { open: "key", label: "Move the encryption key", group: "Data", command: "key.move" },
        ],
        component: BackupsView,
      },
      {
        path: "/data/import",
        title: "Import",
        alias: "Import from Django",
        needs: ["import.people"],
        refused: "You cannot import people",
        component: ImportView,
      },
      {
        path: "/data/health",
        title: "Health",
        alias: "Check stored data",
        needs: ["directory.doctor"],
        refused: "You cannot check stored data",
        component: HealthView,
      },
    ],
  },
  {
    path: "/settings",
    title: "Settings",
    Icon: IconSettings,
    key: ",",
    keys: "mod+,",
    tabs: [
      { path: "/settings/team", title: "Team", needs: ["directory.show"], component: TeamView },
      { path: "/settings/computer", title: "This computer", needs: [], component: ComputerView },
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

/** All keys that lead to an item: its own, G and its letter, and Ctrl with its place in the list. */
export function keysTo(item: Item): string[] {
  const place = items.indexOf(item) + 1;
  return [...(item.keys === undefined ? [] : [item.keys]), `g ${item.key}`, ...(place <= 9 ? [`mod+${place}`] : [])];
}
