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
import { t } from "@/texts";
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
  /** The commands that it lists with: accounts that cannot perform them do not see the tab. */
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
    title: t("frame.item.overview"),
    Icon: IconLayoutDashboard,
    key: "O",
    tabs: [{ path: "/overview", title: t("frame.item.overview"), needs: [], component: OverviewView }],
  },
  {
    path: "/people",
    title: t("frame.item.people"),
    Icon: IconUsers,
    key: "P",
    figure: "users",
    startsGroup: true,
    tabs: [
      {
        path: "/people",
        title: t("frame.item.people"),
        needs: ["user.list"],
        refused: t("frame.refused.people"),
        panes: [
          {
            open: "new",
            label: t("frame.act.add_person"),
            group: t("frame.group.add"),
            command: "user.create",
            isNew: true,
          },
        ],
        component: PeopleView,
      },
    ],
  },
  {
    path: "/groups",
    title: t("frame.item.groups"),
    Icon: IconStack2,
    key: "R",
    figure: "groups",
    tabs: [
      {
        path: "/groups",
        title: t("frame.item.groups"),
        needs: ["group.list"],
        refused: t("frame.refused.groups"),
        panes: [
          {
            open: "new",
            label: t("frame.act.add_group"),
            group: t("frame.group.add"),
            command: "group.create",
            isNew: true,
          },
        ],
        component: GroupsView,
      },
    ],
  },
  {
    path: "/permissions",
    title: t("frame.item.permissions"),
    Icon: IconShieldCheck,
    key: "M",
    tabs: [
      {
        path: "/permissions",
        title: t("frame.tab.catalogue"),
        needs: ["permission.list"],
        refused: t("frame.refused.permissions"),
        panes: [
          {
            open: "new",
            label: t("frame.act.add_permission"),
            group: t("frame.group.add"),
            command: "permission.add",
            isNew: true,
          },
        ],
        component: PermissionsView,
      },
    ],
  },
  {
    path: "/apps",
    title: t("frame.item.apps"),
    Icon: IconAppWindow,
    key: "A",
    figure: "clients",
    startsGroup: true,
    tabs: [
      {
        path: "/apps/all",
        title: t("frame.tab.all"),
        needs: ["client.list"],
        refused: t("frame.refused.apps"),
        panes: [
          {
            open: "new",
            label: t("frame.act.add_app"),
            group: t("frame.group.add"),
            command: "client.create",
            isNew: true,
          },
        ],
        component: ClientsView,
      },
      {
        path: "/apps/tokens",
        title: t("frame.tab.tokens"),
        needs: ["token.inspect"],
        panes: [
          {
            open: "inspect",
            label: t("frame.act.inspect_token"),
            group: t("frame.tab.tokens"),
            command: "token.inspect",
          },
        ],
        component: TokensView,
      },
      { path: "/apps/keys", title: t("frame.tab.keys"), needs: ["key.list"], component: KeysView },
    ],
  },
  {
    path: "/sign-in",
    title: t("frame.item.sign_in"),
    Icon: IconLogin2,
    key: "S",
    tabs: [
      {
        path: "/sign-in",
        title: t("frame.tab.now"),
        alias: t("frame.alias.sessions"),
        needs: LISTS_SESSIONS,
        refused: t("frame.refused.sessions"),
        component: SessionsView,
      },
    ],
  },
  {
    path: "/activity",
    title: t("frame.item.activity"),
    Icon: IconActivity,
    key: "L",
    startsGroup: true,
    tabs: [
      {
        path: "/activity/events",
        title: t("frame.tab.events"),
        needs: ["audit.list"],
        refused: t("frame.refused.activity"),
        component: ActivityView,
      },
      {
        path: "/activity/checkpoints",
        title: t("frame.tab.checkpoints"),
        needs: ["audit.head", "audit.check"],
        refused: t("frame.refused.activity"),
        component: CheckpointsView,
      },
    ],
  },
  {
    path: "/data",
    title: t("frame.item.data"),
    Icon: IconDatabase,
    key: "D",
    startsGroup: true,
    tabs: [
      {
        path: "/data/backups",
        title: t("frame.tab.backups"),
        alias: t("frame.alias.restore"),
        needs: ["backup.create"],
        refused: t("frame.refused.backups"),
        panes: [
          { open: "backup", label: t("frame.act.back_up"), group: t("frame.item.data"), command: "backup.create" },
          {
            open: "rehearse",
            label: t("frame.act.test_backup"),
            group: t("frame.item.data"),
            command: "backup.verify",
          },
          { open: "schedule", label: t("frame.act.schedule"), group: t("frame.item.data"), command: "backup.schedule" },
          { open: "kit", label: t("frame.act.print_kit"), group: t("frame.item.data"), command: "recovery_kit.create" },
          { open: "key", label: t("frame.act.move_key"), group: t("frame.item.data"), command: "key.move" },
        ],
        component: BackupsView,
      },
      {
        path: "/data/import",
        title: t("frame.tab.import"),
        alias: t("frame.alias.django"),
        needs: ["import.people"],
        refused: t("frame.refused.import"),
        component: ImportView,
      },
      {
        path: "/data/health",
        title: t("frame.tab.health"),
        alias: t("frame.alias.stored_data"),
        needs: ["directory.doctor"],
        refused: t("frame.refused.stored_data"),
        component: HealthView,
      },
    ],
  },
  {
    path: "/settings",
    title: t("frame.item.settings"),
    Icon: IconSettings,
    key: ",",
    keys: "mod+,",
    tabs: [
      { path: "/settings/team", title: t("frame.tab.team"), needs: ["directory.show"], component: TeamView },
      { path: "/settings/computer", title: t("frame.tab.computer"), needs: [], component: ComputerView },
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
