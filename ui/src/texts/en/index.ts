import { account } from "./account";
import { apps } from "./apps";
import { common } from "./common";
import { groups } from "./groups";
import { jobs } from "./jobs";
import { people } from "./people";
import { permissions } from "./permissions";
import { sessions } from "./sessions";

/** All that the window says, in English: a file for each area. */
export const en = {
  account,
  apps,
  common,
  groups,
  jobs,
  people,
  permissions,
  sessions,
} as const;
