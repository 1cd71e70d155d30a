import type { Catalogue } from "../catalogue";
import type { en } from "../en";
import { common } from "./common";
import { permissions } from "./permissions";

/** All that the window says, in German: a file for each area. */
export const de: Catalogue<typeof en> = { common, permissions };
