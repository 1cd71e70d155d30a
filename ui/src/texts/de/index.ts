import type { Catalogue } from "../catalogue";
import type { en } from "../en";
import { backups } from "./backups";
import { common } from "./common";
import { health } from "./health";
import { imports } from "./import";
import { permissions } from "./permissions";

/** All that the window says, in German: a file for each area. */
export const de: Catalogue<typeof en> = { backups, common, health, import: imports, permissions };
