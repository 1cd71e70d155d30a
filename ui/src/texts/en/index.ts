import { account } from "./account";
import { activity } from "./activity";
import { apps } from "./apps";
import { backups } from "./backups";
import { common } from "./common";
import { entry } from "./entry";
import { frame } from "./frame";
import { groups } from "./groups";
import { health } from "./health";
import { imports } from "./import";
import { jobs } from "./jobs";
import { key } from "./key";
import { overview } from "./overview";
import { people } from "./people";
import { permissions } from "./permissions";
import { repair } from "./repair";
import { sessions } from "./sessions";
import { settings } from "./settings";
import { shared } from "./shared";
import { views } from "./views";

/** All that the window says, in English: a file for each area. */
export const en = {
  account,
  activity,
  apps,
  backups,
  common,
  entry,
  frame,
  groups,
  health,
  import: imports,
  key,
  jobs,
  overview,
  people,
  permissions,
  repair,
  sessions,
  settings,
  shared,
  views,
} as const;
