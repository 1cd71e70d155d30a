import { activity } from "./activity";
import { backups } from "./backups";
import { common } from "./common";
import { entry } from "./entry";
import { health } from "./health";
import { imports } from "./import";
import { key } from "./key";
import { permissions } from "./permissions";
import { repair } from "./repair";

/** All that the window says, in English: a file for each area. */
export const en = { activity, backups, common, entry, health, import: imports, key, permissions, repair } as const;
