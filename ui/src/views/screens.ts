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
import { ActivityView } from "./ActivityView";
import { ClientsView } from "./ClientsView";
import { GroupsView } from "./GroupsView";
import { OverviewView } from "./OverviewView";
import { PeopleView } from "./PeopleView";
import { SessionsView } from "./SessionsView";
import { SettingsView } from "./SettingsView";

interface ScreenRow {
  path: `/${string}`;
  title: string;
  Icon: Icon;
  /** Keys that lead to it from anywhere. */
  keys?: string;
  /** The figure beside its title. */
  figure?: "users" | "groups" | "clients";
  /** What can be added on it, and by which command. */
  add?: { label: string; command: CommandName };
  component: ComponentType;
}

/** All screens in the order of the navigation. Navigation, routes, palette and keys follow from this list. */
export const SCREENS = [
  { path: "/overview", title: "Overview", Icon: IconLayoutDashboard, component: OverviewView },
  {
    path: "/people",
    title: "People",
    Icon: IconUsers,
    figure: "users",
    add: { label: "Add person", command: "user.create" },
    component: PeopleView,
  },
  {
    path: "/groups",
    title: "Groups",
    Icon: IconStack2,
    figure: "groups",
    add: { label: "Add group", command: "group.create" },
    component: GroupsView,
  },
  {
    path: "/apps",
    title: "Local apps",
    Icon: IconAppWindow,
    figure: "clients",
    add: { label: "Add local app", command: "client.create" },
    component: ClientsView,
  },
  { path: "/sessions", title: "Sessions", Icon: IconClock, component: SessionsView },
  { path: "/activity", title: "Activity", Icon: IconActivity, component: ActivityView },
  { path: "/settings", title: "Settings", Icon: IconSettings, keys: "mod+,", component: SettingsView },
] as const satisfies readonly ScreenRow[];

export type Screen = ScreenRow & { path: (typeof SCREENS)[number]["path"] };

/** The same, of one type. */
export const screens: readonly Screen[] = SCREENS;
