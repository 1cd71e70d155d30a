import { backups } from "./backups";
import { common } from "./common";
import { health } from "./health";
import { imports } from "./import";
import { permissions } from "./permissions";

/** All that the window says, in English: a file for each area. */
export const en = { backups, common, health, import: imports, permissions } as const;
